import { eventually } from '@moderato/testkit';
import { Redis } from 'ioredis';
import pg from 'pg';
import type { ReadyFile, RunningModerato } from '../e2e/running-moderato.js';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.js';

export interface FeedResult {
  accepted: number;
  seconds: number;
  outcomes: Record<string, number>;
  undecided: number;
  decidedTwice: number;
  webhooks: { expected: number; received: number; twice: number; refusedOnPurpose: number; badSignatures: number };
  faults: string[];
}

export interface Feed {
  moderato: RunningModerato;
  bodies: string[];
  settleWithinMs: number;
  onProgress?: (line: string) => void;
}

const senders = 16;
const batchSize = 50;

/**
 * Posts every body once, half of them singly and half in batches, while worker, intake and delivery are killed with
 * SIGKILL and Redis is flushed; then waits until nothing is owed and counts, in the database and at the receiver.
 */
export async function feedThroughFaults({ moderato, bodies, settleWithinMs, onProgress }: Feed): Promise<FeedResult> {
  const receiver = await startWebhookReceiver(17);
  const owner = new pg.Pool({ connectionString: moderato.ready().databaseUrl, max: 2 });
  owner.on('error', () => {});
  try {
    receiver.secret = await registerEndpoint(moderato.ready(), receiver.url);
    const label = `feed-${Date.now().toString(36)}`;
    const started = performance.now();
    const faults = faultsFor(moderato);
    const done: string[] = [];
    const accepted = await postAll(moderato, bodies, label, async (share) => {
      while (faults[0] && share >= faults[0].at) {
        const fault = faults.shift();
        await fault?.strike();
        done.push(fault?.name ?? '');
        onProgress?.(`${Math.round(share * 100)} %: ${fault?.name}`);
      }
    });
    onProgress?.(`${accepted} accepted; waiting for decisions and webhooks`);
    await settled(owner, settleWithinMs);
    const seconds = (performance.now() - started) / 1_000;
    return { ...(await count(owner, receiver, label)), accepted, seconds, faults: done };
  } finally {
    await owner.end();
    await receiver.close();
  }
}

async function registerEndpoint(ready: ReadyFile, url: string): Promise<string> {
  const answer = await fetch(`${ready.intake}/v1/webhook-endpoints`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ready.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ url, eventTypes: ['comment.decided'] }),
  });
  if (!answer.ok) throw new Error(`the endpoint was refused: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { secret: string }).secret;
}

interface Fault {
  at: number;
  name: string;
  strike: () => Promise<void>;
}

function faultsFor(moderato: RunningModerato): Fault[] {
  const kill = (service: 'intake' | 'worker' | 'delivery') => async () => {
    for (const pid of moderato.ready().pids[service]) process.kill(pid, 'SIGKILL');
  };
  const flush = async () => {
    const { redisUrl } = moderato.ready();
    if (!redisUrl) return;
    const redis = new Redis(redisUrl);
    await redis.flushall();
    redis.disconnect();
  };
  return [
    { at: 0.2, name: 'worker killed', strike: kill('worker') },
    { at: 0.4, name: 'intake killed', strike: kill('intake') },
    { at: 0.6, name: 'Redis flushed', strike: flush },
    { at: 0.75, name: 'delivery killed', strike: kill('delivery') },
    { at: 0.85, name: 'worker killed', strike: kill('worker') },
  ];
}

const submissionOf = (body: string, n: number, label: string) => ({
  externalId: `${label}-${n}`,
  body,
  author: { id: `reader-${n % 977}`, name: `Reader ${n % 977}`, email: `reader${n % 977}@example.org` },
  story: { id: `story-${n % 31}`, url: `https://paper.example/${n % 31}`, title: 'A story' },
  acceptedTerms: true,
});

async function postAll(
  moderato: RunningModerato,
  bodies: string[],
  label: string,
  onShare: (share: number) => Promise<void>,
): Promise<number> {
  let next = 0;
  let accepted = 0;
  const sender = async (batches: boolean) => {
    while (next < bodies.length) {
      const from = next;
      next = Math.min(bodies.length, next + (batches ? batchSize : 1));
      const submissions = bodies.slice(from, next).map((body, i) => submissionOf(body, from + i, label));
      const taken = await (batches ? postBatch(moderato, submissions) : postSingle(moderato, submissions[0] as object));
      // Apart from the await: the other senders count too while this one waits.
      accepted += taken;
      await onShare(accepted / bodies.length);
    }
  };
  await Promise.all(Array.from({ length: senders }, (_, i) => sender(i % 8 === 0)));
  return accepted;
}

/** Posts until the answer is a 2xx, as a site's client does: the site's own id makes repeating harmless. */
async function post(moderato: RunningModerato, path: string, body: object): Promise<string> {
  return eventually(
    `an answer from ${path}`,
    async () => {
      const { intake, apiKey } = moderato.ready();
      const answer = await fetch(`${intake}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      // Read here: the process may be killed between its headers and its body.
      const text = await answer.text();
      if (answer.status === 422) throw new Error(`refused: ${text}`);
      return answer.ok && text;
    },
    60_000,
  );
}

async function postSingle(moderato: RunningModerato, submission: object): Promise<number> {
  await post(moderato, '/v1/comments', submission);
  return 1;
}

async function postBatch(moderato: RunningModerato, submissions: object[]): Promise<number> {
  const answer = await post(moderato, '/v1/comments/batch', submissions);
  const { results } = JSON.parse(answer) as { results: { id?: string; error?: unknown }[] };
  const refused = results.filter(({ error }) => error);
  if (refused.length > 0) throw new Error(`refused in a batch: ${JSON.stringify(refused[0])}`);
  return results.length;
}

async function settled(owner: pg.Pool, withinMs: number): Promise<void> {
  await eventually(
    'nothing to be owed',
    async () => {
      const { rows } = await owner.query<{ owed: boolean }>(
        `select exists (select from undecided_flush where comment_ids <> '{}')
           or exists (select from delivery where state = 'pending') as owed`,
      );
      return !rows[0]?.owed;
    },
    withinMs,
  );
}

async function count(
  owner: pg.Pool,
  receiver: WebhookReceiver,
  label: string,
): Promise<Omit<FeedResult, 'accepted' | 'seconds' | 'faults'>> {
  const { rows } = await owner.query<{ id: string; decisions: number; outcome: string | null }>(
    `select c.id, count(d.id)::int as decisions, min(d.outcome) as outcome from comment c
     left join decision d on d.comment_id = c.id and d.decided_by = 'rules'
     where c.external_id like $1 || '-%' group by c.id`,
    [label],
  );
  const outcomes: Record<string, number> = {};
  for (const { outcome } of rows) if (outcome) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const times = rows.map(({ id }) => receiver.received.get(id) ?? 0);
  return {
    outcomes,
    undecided: rows.filter(({ decisions }) => decisions === 0).length,
    decidedTwice: rows.filter(({ decisions }) => decisions > 1).length,
    webhooks: {
      expected: rows.length,
      received: times.filter((n) => n > 0).length,
      twice: times.filter((n) => n > 1).length,
      refusedOnPurpose: receiver.refused,
      badSignatures: receiver.badSignatures,
    },
  };
}
