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

/**
 * out16[j] = scale × Σ_k row[k] × weights16[(k / 2 × columns + j) × 2 + k % 2], in steps: two dimensions of a column lie side
 * by side, as they are multiplied. `dims` is even, `columns` a multiple of 8; `pairs`: room for dims × 8 bytes.
 */
export function project(
  row: usize,
  scale: f32,
  dims: i32,
  weights: usize,
  columns: i32,
  pairs: usize,
  out: usize,
): void {
  const half = dims >> 1;
  for (let k: i32 = 0; k < half; k++) {
    const two = (<i32>load<i8>(row + (k << 1)) & 0xffff) | ((<i32>load<i8>(row + (k << 1), 1)) << 16);
    v128.store(pairs + ((<usize>k) << 4), i32x4.splat(two));
  }
  const by = f32x4.splat(scale);
  const width = (<usize>columns) << 2;
  for (let at: usize = 0; at < width; at += 32) {
    let low = i32x4.splat(0);
    let high = i32x4.splat(0);
    let from = weights + at;
    for (let k: i32 = 0; k < half; k++, from += width) {
      const pair = v128.load(pairs + ((<usize>k) << 4));
      low = i32x4.add(low, i32x4.dot_i16x8_s(pair, v128.load(from)));
      high = i32x4.add(high, i32x4.dot_i16x8_s(pair, v128.load(from, 16)));
    }
    const all = whole(f32x4.mul(f32x4.convert_i32x4_s(low), by), f32x4.mul(f32x4.convert_i32x4_s(high), by));
    v128.store(out + (at >> 1), all);
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
 * Each word with its neighbours, rectified: seen[i] = max(0, bias16 + Σ_p part p of the row of word i + p - 2), where a row
 * of the table holds a word's parts for each of five places, `stride` numbers each, the last 8 of them the attention's,
 * which may be negative. `nothing`: five parts of zeros, for beyond the ends.
 */
export function windows(
  slots: usize,
  count: i32,
  table: usize,
  stride: i32,
  bias: usize,
  nothing: usize,
  seen: usize,
): void {
  const part = (<usize>stride) << 1;
  const row = part * 5;
  const unit = f32x4.splat(1 / steps);
  const zero = f32x4.splat(0);
  let second = nothing;
  let third = nothing;
  let fourth = table + <usize>load<i32>(slots) * row;
  let fifth = count > 1 ? table + <usize>load<i32>(slots, 4) * row : nothing;
  for (let i: i32 = 0; i < count; i++, seen += part << 1) {
    const first = second;
    second = third;
    third = fourth;
    fourth = fifth;
    fifth = i + 2 < count ? table + <usize>load<i32>(slots + ((<usize>(i + 2)) << 2)) * row : nothing;
    for (let at: usize = 0; at < part; at += 16) {
      let sum = i16x8.add_sat_s(v128.load(bias + at), v128.load(first + at));
      sum = i16x8.add_sat_s(sum, v128.load(second + part + at));
      sum = i16x8.add_sat_s(sum, v128.load(third + part * 2 + at));
      sum = i16x8.add_sat_s(sum, v128.load(fourth + part * 3 + at));
      sum = i16x8.add_sat_s(sum, v128.load(fifth + part * 4 + at));
      if (at < part - 16) sum = i16x8.max_s(sum, zero);
      v128.store(seen + (at << 1), f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(sum)), unit));
      v128.store(seen + (at << 1), f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(sum)), unit), 16);
    }
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
  const width = (<usize>columns) << 2;
  const least = f32x4.splat(rectify ? 0 : -Infinity);
  let at: usize = 0;
  // Sixteen columns at a time stay in registers while the values go by.
  for (; at + 64 <= width; at += 64) {
    let one = v128.load(bias + at);
    let two = v128.load(bias + at, 16);
    let three = v128.load(bias + at, 32);
    let four = v128.load(bias + at, 48);
    let from = weights + at;
    for (let i: i32 = 0; i < count; i++, from += width) {
      const value = v128.load32_splat(values + ((<usize>i) << 2));
      one = f32x4.add(one, f32x4.mul(value, v128.load(from)));
      two = f32x4.add(two, f32x4.mul(value, v128.load(from, 16)));
      three = f32x4.add(three, f32x4.mul(value, v128.load(from, 32)));
      four = f32x4.add(four, f32x4.mul(value, v128.load(from, 48)));
    }
    v128.store(out + at, f32x4.max(one, least));
    v128.store(out + at, f32x4.max(two, least), 16);
    v128.store(out + at, f32x4.max(three, least), 32);
    v128.store(out + at, f32x4.max(four, least), 48);
  }
  for (; at < width; at += 16) {
    let one = v128.load(bias + at);
    let from = weights + at;
    for (let i: i32 = 0; i < count; i++, from += width) {
      one = f32x4.add(one, f32x4.mul(v128.load32_splat(values + ((<usize>i) << 2)), v128.load(from)));
    }
    v128.store(out + at, f32x4.max(one, least));
  }
}

/** Writes to `live` how many of a row's values are not zero, then for each of these its value and its place. */
function listLive(values: usize, count: i32, live: usize): void {
  let n: usize = 0;
  for (let i: i32 = 0; i < count; i++) {
    const value = load<f32>(values + ((<usize>i) << 2));
    store<f32>(live + (n << 3), value, 8);
    store<i32>(live + (n << 3), i, 12);
    n += <usize>(value !== 0);
  }
  store<i32>(live, <i32>n);
}

/**
 * A second look, at words further off: out[i] = seen[i] + max(0, bias + Σ_p seen[i + (p - 1) × apart] · weights[p]), over
 * `width` channels, a multiple of 16; rows of `seen` are `stride` apart, those of `out` packed. `weights`: three places ×
 * width × width. `live`: room for 2 × (width + 1) numbers a row, as rectified values are zero more often than not.
 */
export function beyond(
  seen: usize,
  count: i32,
  width: i32,
  stride: i32,
  apart: i32,
  weights: usize,
  bias: usize,
  live: usize,
  out: usize,
): void {
  const bytes = (<usize>width) << 2;
  const step = (<usize>stride) << 2;
  const list = (<usize>(width + 1)) << 3;
  const zero = f32x4.splat(0);
  for (let i: i32 = 0; i < count; i++) listLive(seen + <usize>i * step, width, live + <usize>i * list);
  for (let i: i32 = 0; i < count; i++, out += bytes, seen += step) {
    for (let at: usize = 0; at < bytes; at += 64) {
      let one = v128.load(bias + at);
      let two = v128.load(bias + at, 16);
      let three = v128.load(bias + at, 32);
      let four = v128.load(bias + at, 48);
      for (let p: i32 = 0; p < 3; p++) {
        const j = i + (p - 1) * apart;
        if (j < 0 || j >= count) continue;
        const matrix = weights + <usize>p * bytes * <usize>width + at;
        let from = live + <usize>j * list;
        const last = from + ((<usize>load<i32>(from)) << 3);
        for (; from < last; from += 8) {
          const value = v128.load32_splat(from, 8);
          const row = matrix + <usize>load<i32>(from, 12) * bytes;
          one = f32x4.add(one, f32x4.mul(value, v128.load(row)));
          two = f32x4.add(two, f32x4.mul(value, v128.load(row, 16)));
          three = f32x4.add(three, f32x4.mul(value, v128.load(row, 32)));
          four = f32x4.add(four, f32x4.mul(value, v128.load(row, 48)));
        }
      }
      v128.store(out + at, f32x4.add(v128.load(seen + at), f32x4.max(one, zero)));
      v128.store(out + at, f32x4.add(v128.load(seen + at, 16), f32x4.max(two, zero)), 16);
      v128.store(out + at, f32x4.add(v128.load(seen + at, 32), f32x4.max(three, zero)), 32);
      v128.store(out + at, f32x4.add(v128.load(seen + at, 48), f32x4.max(four, zero)), 48);
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
