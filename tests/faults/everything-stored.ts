import { MasterKeys, unseal } from '@moderato/database';
import { Redis } from 'ioredis';
import type { OneModerato } from './one-moderato.js';

/** Text by where it lies: `table.column`, or `redis <type>`. */
export type Stored = Map<string, string[]>;

const add = (stored: Stored, place: string, text: string) => stored.set(place, [...(stored.get(place) ?? []), text]);

/** Whatever a column's bytes say: as they are, and opened by every key that lies in the same row or is the master key. */
function readings(value: unknown, keys: Buffer[]): string[] {
  if (value === null || value === undefined) return [];
  if (!Buffer.isBuffer(value)) return [typeof value === 'string' ? value : JSON.stringify(value)];
  const opened = keys.flatMap((key) => {
    try {
      return [unseal(key, value).toString('utf8')];
    } catch {
      return [];
    }
  });
  return [value.toString('latin1'), value.toString('utf8'), ...opened];
}

/** All rows of all tables, and all that the queue keeps, opened by whoever has the database, Redis and the master key. */
export async function everythingStored({ db, redisUrl, prefix }: OneModerato, masterKey: string): Promise<Stored> {
  const stored: Stored = new Map();
  const masterKeys = new MasterKeys([masterKey]);
  const master = Buffer.from(masterKey, 'hex');
  const { rows: tables } = await db.owner.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'm') and not c.relispartition and n.nspname not in ('pg_catalog', 'information_schema')`,
  );
  for (const { name } of tables) {
    const { rows } = await db.owner.query<Record<string, unknown>>(`select * from ${name}`);
    for (const row of rows) {
      const keys: Buffer[] = [master];
      if (Buffer.isBuffer(row.wrapped_key)) {
        keys.push(masterKeys.unwrap({ wrapped: row.wrapped_key, version: row.key_version as number }));
      }
      for (const [column, value] of Object.entries(row)) {
        const sealedText = /^1:([A-Za-z0-9+/=]+)$/.exec(String(value))?.[1];
        const plain = sealedText ? Buffer.from(sealedText, 'base64') : value;
        for (const text of readings(plain, keys)) add(stored, `${name.replace('public.', '')}.${column}`, text);
      }
    }
  }
  if (redisUrl) for (const text of await queueTexts(redisUrl, prefix)) add(stored, 'redis', text);
  return stored;
}

async function queueTexts(url: string, prefix: string): Promise<string[]> {
  const redis = new Redis(url);
  try {
    const keys = await redis.keys(`${prefix.replace(/[{}]/g, '?')}*`);
    const texts: string[] = [];
    for (const key of keys) texts.push(key, ((await redis.dumpBuffer(key)) ?? Buffer.alloc(0)).toString('latin1'));
    for (const key of keys)
      if ((await redis.type(key)) === 'hash') texts.push(JSON.stringify(await redis.hgetall(key)));
    return texts;
  } finally {
    redis.disconnect();
  }
}

/** Where any of `marks` lies, in whatever case. */
export function placesOf(stored: Stored, marks: string[]): string[] {
  const found = [...stored].filter(([, texts]) =>
    texts.some((text) => marks.some((mark) => text.toLowerCase().includes(mark.toLowerCase()))),
  );
  return found.map(([place]) => place).toSorted();
}
