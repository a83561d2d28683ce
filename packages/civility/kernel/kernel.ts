// The net's inner loops in AssemblyScript, four numbers at a time. The caller lays out the memory; see src/net.ts.
// WebAssembly's SIMD has no fused or reordered sums, so that every machine gives the same bits.

/** Table rows are whole numbers of 16 bits: a sum of five stays within ±32 at this many steps to 1. */
const steps: f32 = 1024;

function whole(low: v128, high: v128): v128 {
  const by = f32x4.splat(steps);
  return i16x8.narrow_i32x4_s(
    i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(low, by))),
    i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(high, by))),
  );
}

/** out16[j] = scale × Σ_k row[k] × weights[k × columns + j], in steps; `columns` is a multiple of 8. */
export function project(row: usize, scale: f32, dims: i32, weights: usize, columns: i32, out: usize): void {
  for (let j: i32 = 0; j < columns; j += 8) {
    let low = f32x4.splat(0);
    let high = f32x4.splat(0);
    let from = weights + ((<usize>j) << 2);
    for (let k: i32 = 0; k < dims; k++, from += (<usize>columns) << 2) {
      const value = f32x4.splat(<f32>load<i8>(row + k));
      low = f32x4.add(low, f32x4.mul(value, v128.load(from)));
      high = f32x4.add(high, f32x4.mul(value, v128.load(from, 16)));
    }
    const by = f32x4.splat(scale);
    v128.store(out + ((<usize>j) << 1), whole(f32x4.mul(low, by), f32x4.mul(high, by)));
  }
}

/** out16[j] = the mean of the rows that `picks` names in `rows`; `columns` is a multiple of 8. */
export function average(picks: usize, count: i32, rows: usize, columns: i32, out: usize): void {
  const by = f32x4.splat(1 / (<f32>count * steps));
  for (let j: i32 = 0; j < columns; j += 8) {
    let low = i32x4.splat(0);
    let high = i32x4.splat(0);
    for (let i: i32 = 0; i < count; i++) {
      const row = v128.load(rows + (<usize>load<i32>(picks + ((<usize>i) << 2)) * <usize>columns + <usize>j) * 2);
      low = i32x4.add(low, i32x4.extend_low_i16x8_s(row));
      high = i32x4.add(high, i32x4.extend_high_i16x8_s(row));
    }
    const means = whole(f32x4.mul(f32x4.convert_i32x4_s(low), by), f32x4.mul(f32x4.convert_i32x4_s(high), by));
    v128.store(out + ((<usize>j) << 1), means);
  }
}

/**
 * Each word with its neighbours, rectified: seen[i] = max(0, bias16 + Σ_p part p of the row of word i + p - reach), where a
 * row of the table holds a word's parts for each place of the window, `stride` numbers each, the last 8 of them the
 * attention's, which may be negative. `sums`: room for one part.
 */
export function windows(
  slots: usize,
  count: i32,
  table: usize,
  stride: i32,
  places: i32,
  bias: usize,
  sums: usize,
  seen: usize,
): void {
  const part = (<usize>stride) << 1;
  const row = part * places;
  const reach = places >> 1;
  const unit = f32x4.splat(1 / steps);
  const nothing = f32x4.splat(0);
  for (let i: i32 = 0; i < count; i++) {
    for (let at: usize = 0; at < part; at += 16) v128.store(sums + at, v128.load(bias + at));
    const first = max(0, i - reach);
    const last = min(count - 1, i + reach);
    for (let j = first; j <= last; j++) {
      const from = table + <usize>load<i32>(slots + ((<usize>j) << 2)) * row + <usize>(j - i + reach) * part;
      for (let at: usize = 0; at < part; at += 16) {
        v128.store(sums + at, i16x8.add_sat_s(v128.load(sums + at), v128.load(from + at)));
      }
    }
    for (let at: usize = 0; at < part; at += 16) {
      const sum = v128.load(sums + at);
      let low = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(sum)), unit);
      let high = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(sum)), unit);
      if (at < part - 16) {
        low = f32x4.max(low, nothing);
        high = f32x4.max(high, nothing);
      }
      v128.store(seen + (at << 1), low);
      v128.store(seen + (at << 1), high, 16);
    }
    seen += part << 1;
  }
}

/** features = the maximum of each channel, then its mean under its quarter's attention; `width` is a multiple of 16. */
export function pool(seen: usize, count: i32, width: i32, weights: usize, features: usize): void {
  const bytes = (<usize>width) << 2;
  const stride = bytes + 32;
  let top = f32x4.splat(-Infinity);
  for (let i: i32 = 0; i < count; i++) top = f32x4.max(top, v128.load(seen + <usize>i * stride + bytes));
  let total = f32x4.splat(0);
  for (let i: i32 = 0; i < count; i++) {
    const raw = f32x4.sub(v128.load(seen + <usize>i * stride + bytes), top);
    let weight = f32x4.splat(Mathf.exp(f32x4.extract_lane(raw, 0)));
    weight = f32x4.replace_lane(weight, 1, Mathf.exp(f32x4.extract_lane(raw, 1)));
    weight = f32x4.replace_lane(weight, 2, Mathf.exp(f32x4.extract_lane(raw, 2)));
    weight = f32x4.replace_lane(weight, 3, Mathf.exp(f32x4.extract_lane(raw, 3)));
    v128.store(weights + ((<usize>i) << 4), weight);
    total = f32x4.add(total, weight);
  }
  const quarter = bytes >> 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    const head = (<usize>(at / quarter)) << 2;
    let most = f32x4.splat(0);
    let mean = f32x4.splat(0);
    for (let i: i32 = 0; i < count; i++) {
      const value = v128.load(seen + <usize>i * stride + at);
      most = f32x4.max(most, value);
      mean = f32x4.add(mean, f32x4.mul(value, f32x4.splat(load<f32>(weights + ((<usize>i) << 4) + head))));
    }
    v128.store(features + at, most);
    v128.store(weights + ((<usize>count) << 4), total);
    v128.store(features + bytes + at, f32x4.div(mean, f32x4.splat(load<f32>(weights + ((<usize>count) << 4) + head))));
  }
}

/** out = bias + Σ_i values[i] × weights[i × columns + j], rectified if asked; `columns` is a multiple of 4. */
export function dense(
  values: usize,
  count: i32,
  weights: usize,
  bias: usize,
  columns: i32,
  rectify: i32,
  out: usize,
): void {
  for (let j: i32 = 0; j < columns; j += 4) v128.store(out + ((<usize>j) << 2), v128.load(bias + ((<usize>j) << 2)));
  addProduct(values, count, weights, columns, out);
  if (rectify) {
    for (let j: i32 = 0; j < columns; j += 4) {
      const at = out + ((<usize>j) << 2);
      v128.store(at, f32x4.max(v128.load(at), f32x4.splat(0)));
    }
  }
}

/**
 * A second look, at words further off: out[i] = seen[i] + max(0, bias + Σ_p seen[i + (p - 1) × apart] · weights[p]), over
 * `width` channels; rows of `seen` are `stride` apart, those of `out` packed. `weights`: three places × width × width.
 */
export function beyond(
  seen: usize,
  count: i32,
  width: i32,
  stride: i32,
  apart: i32,
  weights: usize,
  bias: usize,
  out: usize,
): void {
  const bytes = (<usize>width) << 2;
  const step = (<usize>stride) << 2;
  for (let i: i32 = 0; i < count; i++, out += bytes) {
    for (let at: usize = 0; at < bytes; at += 16) v128.store(out + at, v128.load(bias + at));
    for (let p: i32 = 0; p < 3; p++) {
      const j = i + (p - 1) * apart;
      if (j < 0 || j >= count) continue;
      addProduct(seen + <usize>j * step, width, weights + <usize>p * bytes * width, width, out);
    }
    const own = seen + <usize>i * step;
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(out + at, f32x4.add(v128.load(own + at), f32x4.max(v128.load(out + at), f32x4.splat(0))));
    }
  }
}

function addProduct(values: usize, count: i32, weights: usize, columns: i32, out: usize): void {
  for (let i: i32 = 0; i < count; i++, weights += (<usize>columns) << 2) {
    const value = load<f32>(values + ((<usize>i) << 2));
    // Rectified values are zero more often than not.
    if (value === 0) continue;
    const four = f32x4.splat(value);
    for (let j: i32 = 0; j < columns; j += 4) {
      const at = out + ((<usize>j) << 2);
      v128.store(at, f32x4.add(v128.load(at), f32x4.mul(four, v128.load(weights + ((<usize>j) << 2)))));
    }
  }
}

/** most[j] = the maximum of seen[·][j]. */
export function maximum(seen: usize, count: i32, width: i32, most: usize): void {
  const bytes = (<usize>width) << 2;
  for (let at: usize = 0; at < bytes; at += 16) {
    let top = v128.load(seen + at);
    for (let i: i32 = 1; i < count; i++) top = f32x4.max(top, v128.load(seen + <usize>i * bytes + at));
    v128.store(most + at, top);
  }
}

/** out[i] = bias + max(0, seen[i] + shift) · weights. */
export function tag(seen: usize, count: i32, width: i32, shift: usize, weights: usize, bias: f32, out: usize): void {
  const bytes = (<usize>width) << 2;
  for (let i: i32 = 0; i < count; i++, seen += bytes) {
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const value = f32x4.max(f32x4.add(v128.load(seen + at), v128.load(shift + at)), f32x4.splat(0));
      sum = f32x4.add(sum, f32x4.mul(value, v128.load(weights + at)));
    }
    const total =
      f32x4.extract_lane(sum, 0) +
      f32x4.extract_lane(sum, 1) +
      (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
    store<f32>(out + ((<usize>i) << 2), bias + total);
  }
}
