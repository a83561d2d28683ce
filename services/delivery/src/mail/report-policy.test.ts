import fc from 'fast-check';
import { planMails } from './report-policy.js';

const start = new Date('2026-11-23T10:00:00Z').getTime();
const minutes = (count: number) => new Date(start + count * 60_000);
const settings = { enabled: true, immediate: 3, digestMinutes: 15 };
const waitingAt = (...times: number[]) => times.map((time, i) => ({ id: `r${i}`, createdAt: minutes(time) }));
const kinds = (planned: ReturnType<typeof planMails>) =>
  planned.map(({ kind, reportIds }) => `${kind} ${reportIds.join()}`);

test.each<[string, number[], number[], number, string[]]>([
  ['nothing waits', [], [0], 1, []],
  ['the first goes at once', [0], [], 0, ['report r0']],
  ['three go at once, each by itself', [0, 0, 0], [], 0, ['report r0', 'report r1', 'report r2']],
  ['the fourth waits', [0, 0, 0, 0], [], 0, ['report r0', 'report r1', 'report r2']],
  ['after three, others wait for the end of the window', [5, 6], [0, 1, 2], 14.9, []],
  ['and go as one digest', [5, 6], [0, 1, 2], 15, ['digest r0,r1']],
  ['the end is counted from the window’s first mail, however late one looks', [14], [0, 1, 2], 60, ['digest r0']],
  ['an hour later the window is over', [60], [0, 1, 2], 60, ['report r0']],
  ['a window with room takes one more', [10], [0, 1], 10, ['report r0']],
])('%s', (_, waiting, mailed, at, expected) => {
  const state = { waiting: waitingAt(...waiting), mailedAt: mailed.map(minutes), settings, at: minutes(at) };
  expect(kinds(planMails(state))).toEqual(expected);
});

test('where none may go at once, all wait for a digest', () => {
  const none = { ...settings, immediate: 0 };
  const state = { waiting: waitingAt(0, 3), mailedAt: [], settings: none };
  expect(planMails({ ...state, at: minutes(14) })).toEqual([]);
  expect(kinds(planMails({ ...state, at: minutes(15) }))).toEqual(['digest r0,r1']);
});

test('in any flood each report is mailed once, and no window has more than its three mails and a digest', () =>
  fc.assert(
    fc.property(fc.array(fc.nat(120), { minLength: 1, maxLength: 60 }), (arrivals) => {
      const reports = waitingAt(...arrivals.toSorted((a, b) => a - b));
      const done = new Set<string>();
      const mails: { kind: string; at: number }[] = [];
      let digestAt = Number.NEGATIVE_INFINITY;
      for (let now = 0; now <= 160; now += 1) {
        const waiting = reports.filter(({ id, createdAt }) => !done.has(id) && createdAt <= minutes(now));
        const single = mails.filter(({ kind, at }) => kind === 'report' && at > digestAt).map(({ at }) => minutes(at));
        for (const { kind, reportIds } of planMails({ waiting, mailedAt: single, settings, at: minutes(now) })) {
          for (const id of reportIds) {
            expect(done.has(id)).toBe(false);
            done.add(id);
          }
          mails.push({ kind, at: now });
          if (kind === 'digest') digestAt = now;
        }
      }
      expect(done.size).toBe(reports.length);
      for (let from = 0; from <= 160; from += 1) {
        const window = mails.filter(({ at }) => at >= from && at < from + 15);
        expect(window.filter(({ kind }) => kind === 'digest').length).toBeLessThanOrEqual(1);
        expect(window.length).toBeLessThanOrEqual(7);
      }
    }),
  ));
