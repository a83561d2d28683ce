/**
 * Arrays in Postgres' binary form (array_recv), for statements that write rows by the hundred: as text, each element
 * would be quoted here, unquoted there and parsed by its type, which costs more than writing the row.
 */
const oids = { uuid: 2950, text: 25, bytea: 17, int4: 23, float4: 700, bool: 16, json: 114 };
const headerBytes = 20;
const lengthBytes = 4;

function startArray(oid: number, count: number, bodyBytes: number, hasNull: boolean): Buffer {
  const array = Buffer.allocUnsafe(headerBytes + count * lengthBytes + bodyBytes);
  array.writeInt32BE(1, 0);
  array.writeInt32BE(hasNull ? 1 : 0, 4);
  array.writeInt32BE(oid, 8);
  array.writeInt32BE(count, 12);
  array.writeInt32BE(1, 16);
  return array;
}

const uuidHex = (uuid: string): string =>
  uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24);

/** For `$n::uuid[]`. Each must be a UUID in its usual form of 36 characters. */
export function uuidArray(values: string[]): Buffer {
  const array = startArray(oids.uuid, values.length, values.length * 16, false);
  let at = headerBytes;
  for (const value of values) {
    at = array.writeInt32BE(16, at);
    if (array.write(uuidHex(value), at, 'hex') !== 16) throw new TypeError(`not a UUID: ${value}`);
    at += 16;
  }
  return array;
}

function strings(oid: number, values: (string | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const array = startArray(oid, values.length, bytes, values.includes(null));
  let at = headerBytes;
  for (const [i, value] of values.entries()) {
    const size = sizes[i] as number;
    at = array.writeInt32BE(value === null ? -1 : size, at);
    if (value !== null) at += array.write(value, at, size);
  }
  return array;
}

/** For `$n::text[]`. */
export const textArray = (values: (string | null)[]): Buffer => strings(oids.text, values);

/** For `$n::json[]`, of JSON texts. */
export const jsonArray = (values: string[]): Buffer => strings(oids.json, values);

/** For `$n::bytea[]`. */
export function byteaArray(values: (Uint8Array | null)[]): Buffer {
  const bytes = values.reduce((sum, value) => sum + (value?.length ?? 0), 0);
  const array = startArray(oids.bytea, values.length, bytes, values.includes(null));
  let at = headerBytes;
  for (const value of values) {
    at = array.writeInt32BE(value === null ? -1 : value.length, at);
    if (value === null) continue;
    array.set(value, at);
    at += value.length;
  }
  return array;
}

/** For `$n::int4[]`. */
export function intArray(values: (number | null)[]): Buffer {
  const present = values.filter((value) => value !== null).length;
  const array = startArray(oids.int4, values.length, present * 4, present < values.length);
  let at = headerBytes;
  for (const value of values) {
    at = array.writeInt32BE(value === null ? -1 : 4, at);
    if (value !== null) at = array.writeInt32BE(value, at);
  }
  return array;
}

/** For `$n::float4[]`. */
export function realArray(values: number[]): Buffer {
  const array = startArray(oids.float4, values.length, values.length * 4, false);
  let at = headerBytes;
  for (const value of values) at = array.writeFloatBE(value, array.writeInt32BE(4, at));
  return array;
}

/** For `$n::bool[]`. */
export function boolArray(values: boolean[]): Buffer {
  const array = startArray(oids.bool, values.length, values.length, false);
  let at = headerBytes;
  for (const value of values) at = array.writeUInt8(value ? 1 : 0, array.writeInt32BE(1, at));
  return array;
}
