import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

/** Resolves once nothing waits to be decided. */
export async function untilDecided(owner: pg.ClientBase, withinMs: number): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (await anythingWaits(owner)) {
    if (Date.now() > deadline) throw new Error(`comments still wait after ${withinMs / 1_000} s`);
    await pause(50);
  }
}

/** Decisions a second while what waits is worked off, from the first decision after `since` to the last. */
export async function drainRate(owner: pg.ClientBase, since: Date, withinMs: number): Promise<number> {
  await untilDecided(owner, withinMs);
  const { rows } = await owner.query<{ decided: string; seconds: number }>(
    `select count(*) as decided, extract(epoch from max(decided_at) - min(decided_at))::float as seconds from decision
     where decided_by = 'rules' and decided_at >= $1`,
    [since],
  );
  return Math.round(Number(rows[0]?.decided) / (rows[0]?.seconds || 1));
}

async function anythingWaits(owner: pg.ClientBase): Promise<boolean> {
  const { rows } = await owner.query<{ waits: boolean }>(
    `select exists (select from undecided_flush where comment_ids <> '{}') as waits`,
  );
  return rows[0]?.waits ?? false;
}

export interface Waited {
  comments: number;
  p50Ms: number;
  p99Ms: number;
}

/** Time from accepted to decided of the comments received since `since`. */
export async function waitedSince(owner: pg.ClientBase, since: Date): Promise<Waited> {
  const { rows } = await owner.query<{ comments: string; p50: number; p99: number }>(
    `select count(*) as comments, percentile_cont(0.5) within group (order by ms) as p50,
       percentile_cont(0.99) within group (order by ms) as p99
     from (select extract(epoch from d.decided_at - c.received_at) * 1000 as ms
           from comment c join decision d on d.comment_id = c.id where c.received_at >= $1) waited`,
    [since],
  );
  const row = rows[0];
  return { comments: Number(row?.comments), p50Ms: Math.round(row?.p50 ?? 0), p99Ms: Math.round(row?.p99 ?? 0) };
}
