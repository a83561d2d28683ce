import fc from 'fast-check';
import { type AppealAct, type AppealCase, actOnAppeal, appealClaimMs, holderOf } from './appeal.js';

const people = ['ann', 'ben', 'cleo'];
const start = Date.parse('2026-01-01T00:00:00Z');
const fresh = (deciderId: string | null): AppealCase => ({
  state: 'open',
  deciderId,
  claim: null,
  decidedBy: null,
  ownDecision: false,
});

const by = fc.constantFrom(...people);
const act: fc.Arbitrary<AppealAct> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('claim' as const, 'release' as const), by }) },
  fc.record({ kind: fc.constant('decide' as const), by, outcome: fc.constantFrom('upheld', 'overturned') }),
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'fall' as const }) },
    fc.record({ kind: fc.constant('grant' as const), by }),
  ),
);
const step = fc.record({ act, minutes: fc.nat(45), others: fc.nat(2) });
const steps = fc.array(step, { maxLength: 25 });
const decider = fc.option(by);

interface Seen {
  before: AppealCase;
  after: AppealCase;
  act: AppealAct;
  at: Date;
  others: number;
  refused: string | null;
}

/** Everything that was tried, in order. */
function live(deciderId: string | null, all: { act: AppealAct; minutes: number; others: number }[]): Seen[] {
  let [appeal, time] = [fresh(deciderId), start];
  return all.map(({ act: tried, minutes, others }) => {
    time += minutes * 60_000;
    const at = new Date(time);
    const before = appeal;
    const result = actOnAppeal(before, tried, { at, others });
    if ('appeal' in result) appeal = result.appeal;
    return { before, after: appeal, act: tried, at, others, refused: 'refused' in result ? result.refused : null };
  });
}
const always = (holds: (seen: Seen) => boolean) =>
  fc.assert(fc.property(decider, steps, (deciderId, all) => live(deciderId, all).every(holds)));

test('what is over stays as it ended, whatever is tried', () =>
  always(({ before, after }) => before.state === 'open' || (after === before && after.claim === null)));

test('it is decided once: of all who decide, the first that is let counts, and each other is told', () =>
  fc.assert(
    fc.property(decider, steps, (deciderId, all) => {
      const seen = live(deciderId, all);
      const ending = seen.filter(({ before, after }) => before.state === 'open' && after.state !== 'open');
      expect(ending.length).toBeLessThanOrEqual(1);
      const won = ending[0];
      for (const one of seen.slice(won ? seen.indexOf(won) + 1 : seen.length)) {
        if (one.act.kind !== 'decide') continue;
        const mine = one.act.by === won?.after.decidedBy && one.act.outcome === won.after.state;
        expect(one.refused).toBe(mine ? null : 'decided');
      }
    }),
  ));

test('who decided never upholds themselves while the site has somebody else, and is marked where it has nobody', () =>
  always(({ before, after, act: tried, others }) => {
    if (before.state !== 'open' || after.state === 'open' || tried.kind !== 'decide')
      return !after.ownDecision || after === before;
    const own = tried.by === after.deciderId;
    return own ? others === 0 && after.ownDecision : !after.ownDecision;
  }));

test('who looks at it keeps the others out, until they let go or their time is over', () =>
  always(({ before, after, act: tried, at, refused }) => {
    const holder = holderOf(before, at);
    if (holder === null || !('by' in tried) || tried.by === holder || tried.kind === 'grant') return true;
    return after === before && (tried.kind === 'release' || refused !== null);
  }));

test('a claim ends by itself', () => {
  const claimed = actOnAppeal(fresh(null), { kind: 'claim', by: 'ann' }, { at: new Date(start), others: 3 });
  const { appeal } = claimed as { appeal: AppealCase };
  const late = { at: new Date(start + appealClaimMs), others: 3 };
  expect(actOnAppeal(appeal, { kind: 'claim', by: 'ben' }, { ...late, at: new Date(start + 1) })).toEqual({
    refused: 'taken',
  });
  expect(actOnAppeal(appeal, { kind: 'claim', by: 'ben' }, late)).toMatchObject({ appeal: { claim: { by: 'ben' } } });
});
