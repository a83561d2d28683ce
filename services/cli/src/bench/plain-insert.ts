import { randomBytes } from 'node:crypto';
import { newId } from '@moderato/domain';
import type pg from 'pg';
import { madeUpComment } from './made-up-comments.js';

const rowsPerStatement = 200;

/** The baseline of batch intake: what one connection can insert into a plain table of comments, rows a second. */
export async function plainInsert(client: pg.ClientBase, seconds: number): Promise<number> {
  await client.query(
    `create table plain_comment (id uuid primary key, site_id uuid not null, external_id text not null, body text not null,
       salt bytea not null, received_at timestamptz not null, unique (site_id, external_id))`,
  );
  const siteId = newId(new Date());
  const salt = randomBytes(16);
  const started = performance.now();
  let rows = 0;
  while (performance.now() - started < seconds * 1_000) {
    const at = new Date();
    const some = Array.from({ length: rowsPerStatement }, (_, i) => rows + i);
    await client.query(
      `insert into plain_comment (id, site_id, external_id, body, salt, received_at)
       select c.id, $1, c.external_id, c.body, c.salt, $2 from unnest($3::uuid[], $4::text[], $5::text[], $6::bytea[])
         as c(id, external_id, body, salt)`,
      [
        siteId,
        at,
        some.map(() => newId(at)),
        some.map((n) => `plain-${n}`),
        some.map(madeUpComment),
        some.map(() => salt),
      ],
    );
    rows += rowsPerStatement;
  }
  const perSecond = (rows / (performance.now() - started)) * 1_000;
  await client.query('drop table plain_comment');
  return Math.round(perSecond);
}
