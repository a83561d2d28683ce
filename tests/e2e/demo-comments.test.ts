import { eventually } from '@moderato/testkit';
import pg from 'pg';
import { type RunningModerato, startModerato } from './running-moderato.js';

let moderato: RunningModerato;
afterEach(() => moderato?.dispose());

async function ask<Row>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: moderato.ready().databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}
const counted = async () => (await ask<{ n: number }>('select count(*)::int as n from comment'))[0]?.n ?? 0;

test('a new demo has comments to moderate, decided like any others; a script finds an empty site', async () => {
  moderato = await startModerato({ args: ['--demo-comments'] });
  const said = () => moderato.output().includes('those that need a person are at the desk');
  await eventually('the comments to be posted', said, 120_000);
  expect(await counted()).toBe(320);
  const outcomes = await eventually(
    'all to be decided',
    async () => {
      const rows = await ask<{ status: string; n: number }>(
        'select c.status, count(*)::int as n from comment c group by c.status',
      );
      const found = Object.fromEntries(rows.map(({ status, n }) => [status, n]));
      return found.pending ? null : found;
    },
    60_000,
  );
  expect(outcomes.approved).toBeGreaterThan(150);
  expect(outcomes.review).toBeGreaterThan(20);
  expect(outcomes.rejected).toBeGreaterThan(10);
  expect(
    (await ask<{ n: number }>('select count(*)::int as n from held_comment where reported > 0'))[0]?.n,
  ).toBeGreaterThan(5);
  await moderato.dispose();
  moderato = await startModerato();
  await fetch(`${moderato.ready().intake}/readyz`);
  expect(await counted()).toBe(0);
}, 240_000);
