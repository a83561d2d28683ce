import { type RunningModerato, startModerato } from '../e2e/running-moderato.js';
import { feedThroughFaults } from '../load/feed-through-faults.js';

let moderato: RunningModerato;
beforeAll(async () => {
  // What a killed process had in hand comes free after seconds, not after a minute.
  const env = { DELIVERY_LEASE_MS: '6000', DELIVERY_TIMEOUT_MS: '2000', QUEUE_LOCK_MS: '3000' };
  moderato = await startModerato({ env });
}, 90_000);
afterAll(() => moderato?.dispose(), 30_000);

const bodies = Array.from({ length: 1_500 }, (_, n) =>
  n % 10 === 0 ? `You are a pathetic moron, number ${n}.` : `The levy is too high, says reader ${n}, and I agree.`,
);

test('every accepted comment is decided once and told once or more, whatever is killed or flushed on the way', async () => {
  const result = await feedThroughFaults({ moderato, bodies, settleWithinMs: 150_000 });
  expect(result).toMatchObject({
    accepted: bodies.length,
    undecided: 0,
    decidedTwice: 0,
    outcomes: { reject: 150, approve: 1_350 },
    webhooks: { expected: bodies.length, received: bodies.length, badSignatures: 0 },
  });
  expect(result.faults).toHaveLength(5);
  expect(result.webhooks.refusedOnPurpose).toBeGreaterThan(0);
}, 240_000);
