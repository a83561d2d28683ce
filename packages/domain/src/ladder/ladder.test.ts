import fc from 'fast-check';
import { type Breach, climb } from './climb.js';
import { fallingWith } from './falling.js';
import type { Penalty } from './penalty.js';
import { type LadderSettings, ladderSettingsSchema } from './settings.js';
import { barOf, standingOf, standingStates } from './standing.js';

const start = Date.parse('2026-01-01T00:00:00Z');
const hour = 3_600_000;
const defaults = ladderSettingsSchema.parse({});

const settingsArbitrary: fc.Arbitrary<LadderSettings> = fc.record({
  warnFirst: fc.boolean(),
  warningDays: fc.integer({ min: 1, max: 400 }),
  strikeDays: fc.integer({ min: 1, max: 400 }),
  strikesToSuspend: fc.integer({ min: 1, max: 5 }),
  suspensionHours: fc.array(fc.integer({ min: 1, max: 1_000 }), { maxLength: 3 }),
  suspensionMemoryDays: fc.integer({ min: 1, max: 800 }),
  afterSuspensions: fc.constantFrom('propose_ban', 'ban', 'repeat'),
  bannedComments: fc.constantFrom('refuse', 'hold'),
  evasion: fc.constant([]),
});

/** One thing that happens, some hours after the one before. */
type Step = { hours: number } & (
  | { breach: 'warning' | 'strike' }
  | { staff: 'warning' | 'strike' | 'suspension' | 'ban' }
  | { lift: number }
);
const byRules = fc.record({ hours: fc.nat(2_000), breach: fc.constantFrom('warning' as const, 'strike' as const) });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: byRules },
    fc.record({
      hours: fc.nat(500),
      staff: fc.constantFrom('warning' as const, 'strike' as const, 'suspension' as const, 'ban' as const),
    }),
    fc.record({ hours: fc.nat(500), lift: fc.nat(20) }),
  ),
  { maxLength: 30 },
);

const breachOf = (step: Exclude<Step, { lift: number }>, commentId: string): Breach =>
  'breach' in step
    ? { by: 'rules', consequence: step.breach, commentId }
    : { by: 'staff', kind: step.staff, commentId: null, expiresAt: null };

/** An author's penalties after `all` steps, and the time then. */
function live(all: Step[], settings: LadderSettings, exempt = false): { penalties: Penalty[]; at: Date } {
  let penalties: Penalty[] = [];
  let [time, ids] = [start, 0];
  for (const [i, step] of all.entries()) {
    time += step.hours * hour;
    const at = new Date(time);
    if ('lift' in step) {
      const one = penalties[step.lift % Math.max(1, penalties.length)];
      const falling = one ? fallingWith(penalties, [one.id], settings) : [];
      penalties = penalties.map((p) => (falling.includes(p.id) ? { ...p, ended: 'lifted' } : p));
    } else {
      penalties.push(...climb(breachOf(step, `c${i}`), { penalties, settings, exempt, at, newId: () => `p${ids++}` }));
    }
  }
  return { penalties, at: new Date(time) };
}
const rank = (penalties: Penalty[], at: Date): number => standingStates.indexOf(standingOf(penalties, at).state);
const strike = (hours = 1): Step => ({ hours, breach: 'strike' });
const states = (all: Step[], settings = defaults) =>
  all.map((_, i) => {
    const { penalties, at } = live(all.slice(0, i + 1), settings);
    return standingOf(penalties, at).state;
  });

test('a warning first, then strikes, a day, then a week, then a ban that a person must confirm', () => {
  const ten = Array.from({ length: 10 }, () => strike(25));
  const expected = ['warned', 'struck', 'struck', 'suspended', 'struck', 'struck', 'suspended'];
  expect(states(ten).slice(0, 7)).toEqual(expected);
  const { penalties, at } = live(ten, defaults);
  expect(
    penalties.filter(({ kind }) => kind === 'suspension').map((p) => +(p.expiresAt as Date) - +p.createdAt),
  ).toEqual([24 * hour, 168 * hour]);
  expect(standingOf(penalties, at)).toMatchObject({ state: 'suspended', banProposed: true });
  expect(barOf(penalties, new Date(at.getTime() + 200 * hour))?.kind).toBe('proposed_ban');
});

test('rules never ban unless the site says so', () =>
  fc.assert(
    fc.property(fc.array(byRules, { maxLength: 40 }), settingsArbitrary, (all, settings) => {
      const bans = live(all, settings).penalties.filter(({ kind }) => kind === 'ban');
      return settings.afterSuspensions === 'ban' || bans.length === 0;
    }),
  ));

test('an exempt author is never punished, by rule or by hand', () =>
  fc.assert(
    fc.property(steps, settingsArbitrary, (all, settings) => live(all, settings, true).penalties.length === 0),
  ));

test('time alone never makes a standing worse, and nothing but a ban or its proposal lasts', () =>
  fc.assert(
    fc.property(steps, settingsArbitrary, fc.nat(5_000), fc.nat(5_000), (all, settings, a, b) => {
      const { penalties, at } = live(all, settings);
      const sooner = new Date(at.getTime() + a * hour);
      const later = new Date(sooner.getTime() + b * hour);
      expect(rank(penalties, later)).toBeLessThanOrEqual(rank(penalties, sooner));
      const { state } = standingOf(penalties, new Date(at.getTime() + 40 * 365 * 24 * hour));
      expect(['good', 'banned']).toContain(state);
    }),
  ));

test('where an author stands does not hang on the order in which penalties are read', () =>
  fc.assert(
    fc.property(
      steps.chain((all) => {
        const life = live(all, defaults);
        return fc.record({
          life: fc.constant(life),
          mixed: fc.shuffledSubarray(life.penalties, { minLength: life.penalties.length }),
        });
      }),
      ({ life: { penalties, at }, mixed }) => {
        expect(standingOf(mixed, at)).toEqual(standingOf(penalties, at));
        expect(barOf(mixed, at)?.id).toBe(barOf(penalties, at)?.id);
      },
    ),
  ));

test('lifting everything restores; lifting one thing, with what followed, never makes it worse', () =>
  fc.assert(
    fc.property(steps, settingsArbitrary, fc.nat(), (all, settings, which) => {
      const { penalties, at } = live(all, settings);
      const lift = (ids: string[]): Penalty[] => {
        const falling = fallingWith(penalties, ids, settings);
        return penalties.map((p) => (falling.includes(p.id) ? { ...p, ended: 'voided' } : p));
      };
      expect(standingOf(lift(penalties.map(({ id }) => id)), at)).toMatchObject({ state: 'good', banProposed: false });
      const one = penalties[which % Math.max(1, penalties.length)];
      if (!one) return;
      const left = lift([one.id]);
      expect(rank(left, at)).toBeLessThanOrEqual(rank(penalties, at));
      const gone = new Set(left.filter(({ ended }) => ended !== null).map(({ id }) => id));
      expect(left.filter((p) => p.ended === null && p.followsFrom.some((id) => gone.has(id) && id === one.id))).toEqual(
        [],
      );
    }),
  ));

test('one comment costs its author one thing, however often it is decided, until that falls', () => {
  const breach = { by: 'rules', consequence: 'strike', commentId: 'c' } as const;
  const ladder = { settings: defaults, exempt: false, at: new Date(start), newId: () => 'p' };
  const [first] = climb(breach, { ...ladder, penalties: [] }) as [Penalty];
  expect(climb(breach, { ...ladder, penalties: [first] })).toEqual([]);
  expect(climb(breach, { ...ladder, penalties: [{ ...first, ended: 'voided' }] })).toHaveLength(1);
});

test('strikes that expired bring no suspension', () => {
  const day = 24;
  expect(states([strike(), strike(), strike(89 * day), strike(3 * day)])).toEqual([
    'warned',
    'struck',
    'struck',
    'struck',
  ]);
  expect(states([strike(), strike(), strike(80 * day), strike(3 * day)]).at(-1)).toBe('suspended');
});

test('a suspension that staff lift has used up its strikes; one that fell with a strike has not', () => {
  const settings = ladderSettingsSchema.parse({ warnFirst: false });
  const three = [strike(), strike(), strike()];
  // p3 is the suspension, p1 the strike in the middle.
  expect(states([...three, { hours: 1, lift: 3 }, strike()], settings).slice(-2)).toEqual(['struck', 'struck']);
  expect(states([...three, { hours: 1, lift: 1 }, strike()], settings).slice(-2)).toEqual(['struck', 'suspended']);
});

test('a ban that staff confirm rests on the proposal, and falls with the strike under that', () => {
  const settings = ladderSettingsSchema.parse({ warnFirst: false, strikesToSuspend: 1, suspensionHours: [] });
  const { penalties, at } = live([strike(), { hours: 1, staff: 'ban' }], settings);
  expect(penalties.map(({ kind }) => kind)).toEqual(['strike', 'proposed_ban', 'ban']);
  expect(penalties[2]?.followsFrom).toEqual([penalties[1]?.id]);
  expect(standingOf(penalties, at).state).toBe('banned');
  expect(fallingWith(penalties, ['p0'], settings)).toEqual(['p0', 'p1', 'p2']);
});

test('a ban that was proposed after a suspension falls with the strike under that suspension, and only then', () => {
  const settings = ladderSettingsSchema.parse({ warnFirst: false, strikesToSuspend: 1, suspensionHours: [24, 24] });
  const { penalties } = live([strike(), strike(30), strike(30)], settings);
  expect(penalties.map(({ kind }) => kind)).toEqual([
    'strike',
    'suspension',
    'strike',
    'suspension',
    'strike',
    'proposed_ban',
  ]);
  // Without the first strike the third would have been the second suspension.
  expect(fallingWith(penalties, ['p0'], settings)).toEqual(['p0', 'p1', 'p5']);
  const byHand = penalties.map((p) => (p.id === 'p5' ? { ...p, kind: 'ban' as const, followsFrom: [] } : p));
  expect(fallingWith(byHand, ['p0'], settings)).toEqual(['p0', 'p1']);
  // Where the site has since shortened its ladder, two suspensions less one are still enough.
  expect(fallingWith(penalties, ['p0'], { ...settings, suspensionHours: [24] })).toEqual(['p0', 'p1']);
});
