// The net's inner loops in AssemblyScript, four numbers at a time. The caller lays out the memory; see src/net.ts.
// WebAssembly's SIMD has no fused or reordered sums, so that every machine gives the same bits.

/** out[j] = scale × Σ_k row[k] × weights[k × columns + j]; `columns` is a multiple of 4. */
export function project(row: usize, scale: f32, dims: i32, weights: usize, columns: i32, out: usize): void {
  for (let j: i32 = 0; j < columns; j += 4) v128.store(out + (<usize>j << 2), f32x4.splat(0));
  for (let k: i32 = 0; k < dims; k++) {
    const value = f32x4.splat(scale * <f32>load<i8>(row + k));
    for (let j: i32 = 0; j < columns; j += 4) {
      const at = out + (<usize>j << 2);
      v128.store(at, f32x4.add(v128.load(at), f32x4.mul(value, v128.load(weights + (<usize>j << 2)))));
    }
    weights += <usize>columns << 2;
  }
}

/** out[j] += row[j]; `columns` is a multiple of 4. */
export function add(row: usize, columns: i32, out: usize): void {
  for (let j: i32 = 0; j < columns; j += 4) {
    const at = out + (<usize>j << 2);
    v128.store(at, f32x4.add(v128.load(at), v128.load(row + (<usize>j << 2))));
  }
}

/** out[j] = row[j] × by. */
export function scale(row: usize, by: f32, columns: i32, out: usize): void {
  for (let j: i32 = 0; j < columns; j += 4) {
    v128.store(out + (<usize>j << 2), f32x4.mul(v128.load(row + (<usize>j << 2)), f32x4.splat(by)));
  }
}

/**
 * Each word with its neighbours, rectified: seen[i] = max(0, bias + Σ_p part p of the row of word i + p - reach), where a
 * row of the table holds a word's parts for each place of the window, `stride` numbers each, the last 4 of them the
 * attention's.
 */
export function windows(slots: usize, count: i32, table: usize, stride: i32, places: i32, bias: usize, seen: usize): void {
  const part = <usize>stride << 2;
  const row = part * places;
  const reach = places >> 1;
  for (let i: i32 = 0; i < count; i++) {
    for (let at: usize = 0; at < part; at += 16) v128.store(seen + at, v128.load(bias + at));
    const first = max(0, i - reach);
    const last = min(count - 1, i + reach);
    for (let j = first; j <= last; j++) {
      const from = table + <usize>load<i32>(slots + (<usize>j << 2)) * row + <usize>(j - i + reach) * part;
      for (let at: usize = 0; at < part; at += 16) {
        v128.store(seen + at, f32x4.add(v128.load(seen + at), v128.load(from + at)));
      }
    }
    // The attention's four may be negative.
    for (let at: usize = 0; at < part - 16; at += 16) v128.store(seen + at, f32x4.max(v128.load(seen + at), f32x4.splat(0)));
    seen += part;
  }
}

/** features = the maximum of each channel, then its mean under its quarter's attention; `width` is a multiple of 16. */
export function pool(seen: usize, count: i32, width: i32, weights: usize, features: usize): void {
  const bytes = <usize>width << 2;
  const stride = bytes + 16;
  let top = f32x4.splat(-Infinity);
  for (let i: i32 = 0; i < count; i++) top = f32x4.max(top, v128.load(seen + <usize>i * stride + bytes));
  let total = f32x4.splat(0);
  for (let i: i32 = 0; i < count; i++) {
    const raw = f32x4.sub(v128.load(seen + <usize>i * stride + bytes), top);
    let weight = f32x4.splat(Mathf.exp(f32x4.extract_lane(raw, 0)));
    weight = f32x4.replace_lane(weight, 1, Mathf.exp(f32x4.extract_lane(raw, 1)));
    weight = f32x4.replace_lane(weight, 2, Mathf.exp(f32x4.extract_lane(raw, 2)));
    weight = f32x4.replace_lane(weight, 3, Mathf.exp(f32x4.extract_lane(raw, 3)));
    v128.store(weights + (<usize>i << 4), weight);
    total = f32x4.add(total, weight);
  }
  const quarter = bytes >> 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const head = <usize>(at / quarter) << 2;
    let most = f32x4.splat(0);
    let mean = f32x4.splat(0);
    for (let i: i32 = 0; i < count; i++) {
      const value = v128.load(seen + <usize>i * stride + at);
      most = f32x4.max(most, value);
      mean = f32x4.add(mean, f32x4.mul(value, f32x4.splat(load<f32>(weights + (<usize>i << 4) + head))));
    }
    v128.store(features + at, most);
    v128.store(weights + (<usize>count << 4), total);
    v128.store(features + bytes + at, f32x4.div(mean, f32x4.splat(load<f32>(weights + (<usize>count << 4) + head))));
  }
}

/** out = bias + Σ_i values[i] × weights[i × columns + j], rectified if asked; `columns` is a multiple of 4. */
export function dense(values: usize, count: i32, weights: usize, bias: usize, columns: i32, rectify: i32, out: usize): void {
  for (let j: i32 = 0; j < columns; j += 4) v128.store(out + (<usize>j << 2), v128.load(bias + (<usize>j << 2)));
  for (let i: i32 = 0; i < count; i++, weights += <usize>columns << 2) {
    const value = load<f32>(values + (<usize>i << 2));
    if (value == 0) continue;
    const four = f32x4.splat(value);
    for (let j: i32 = 0; j < columns; j += 4) {
      const at = out + (<usize>j << 2);
      v128.store(at, f32x4.add(v128.load(at), f32x4.mul(four, v128.load(weights + (<usize>j << 2)))));
    }
  }
  if (rectify) {
    for (let j: i32 = 0; j < columns; j += 4) {
      const at = out + (<usize>j << 2);
      v128.store(at, f32x4.max(v128.load(at), f32x4.splat(0)));
    }
  }
}

/** out[i] = bias + seen[i] · weights, over `width` channels of each word. */
export function tag(seen: usize, count: i32, width: i32, weights: usize, bias: f32, out: usize): void {
  const bytes = <usize>width << 2;
  for (let i: i32 = 0; i < count; i++) {
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(seen + at), v128.load(weights + at)));
    const total = (f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1)) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
    store<f32>(out + (<usize>i << 2), bias + total);
    seen += bytes + 16;
  }
}
