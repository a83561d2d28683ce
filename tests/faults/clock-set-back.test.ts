import { exportRecord } from '@moderato/database';
import { type ExportedBlock, RecordVerifier } from '@moderato/domain';
import { eventually, ManualClock } from '@moderato/testkit';
import { OneModerato } from './one-moderato.js';

let moderato: OneModerato;
const clock = new ManualClock(new Date());
beforeEach(async () => {
  moderato = await OneModerato.make();
  await moderato.start('intake', { clock });
  await moderato.start('worker', { clock });
  await moderato.start('delivery', { clock });
  await moderato.subscribe();
});
afterEach(() => moderato.dispose());

test('a clock set back by an hour changes no order, breaks no chain and loses no webhook', async () => {
  const id = await moderato.post('c-1');
  await moderato.decided(id);
  await eventually('the first webhook', () => moderato.hook.requests.length === 1);
  clock.advance(-3_600_000);
  expect(await moderato.post('c-1', { body: 'The levy is fair after all, I find.' })).toBe(id);
  expect((await moderato.decided(id, 2)).map(({ revision }) => revision)).toEqual([1, 2]);
  const seen = JSON.parse((await moderato.call('GET', `/v1/comments/${id}`)).text);
  expect(seen).toMatchObject({ revision: 2, decision: { revision: 2 }, history: [{ revision: 1 }, { revision: 2 }] });
  await eventually('the second webhook', () => moderato.hook.requests.length === 2);
  clock.advance(7_200_000);
  const last = await moderato.post('c-2');
  await moderato.decided(last);
  await eventually('the third webhook', () => moderato.hook.requests.length === 3);
  expect(new Set(moderato.hook.requests.map(({ headers }) => headers['webhook-id'])).size).toBe(3);

  const verifier = new RecordVerifier();
  for await (const block of exportRecord(moderato.db.database, moderato.siteId)) {
    verifier.add(JSON.parse(JSON.stringify(block)) as ExportedBlock);
  }
  verifier.finish();
  expect(verifier.fault).toBeNull();
});
