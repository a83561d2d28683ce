import type { ReportMailTime } from '@moderato/database';
import { type ReportMailSettings, reportMailSettingsSchema } from '@moderato/domain';
import fc from 'fast-check';
import { mailedSince, planMails } from './report-policy.js';

const start = new Date('2026-11-23T10:00:00Z').getTime();
const minutes = (count: number) => new Date(start + count * 60_000);
const defaults = reportMailSettingsSchema.parse({});
const settings: ReportMailSettings = { ...defaults, digestMinutes: 15 };
const waitingAt = (...times: (number | `${number}!`)[]) =>
  times.map((time, i) => ({
    id: `r${i}`,
    createdAt: minutes(Number(String(time).replace('!', ''))),
    severe: String(time).endsWith('!'),
  }));
const singles = (...times: number[]): ReportMailTime[] => times.map((time) => ({ kind: 'report', at: minutes(time) }));
const digest = (time: number): ReportMailTime => ({ kind: 'digest', at: minutes(time) });
const kinds = (planned: ReturnType<typeof planMails>) =>
  planned.map(({ kind, reportIds }) => `${kind} ${reportIds.join()}`);

test.each<[string, (number | `${number}!`)[], ReportMailTime[], number, string[]]>([
  ['nothing waits', [], singles(0), 1, []],
  ['the first goes at once', [0], [], 0, ['report r0']],
  ['three go at once, each by itself', [0, 0, 0], [], 0, ['report r0', 'report r1', 'report r2']],
  ['the fourth waits', [0, 0, 0, 0], [], 0, ['report r0', 'report r1', 'report r2']],
  ['after three, others wait for the end of the window', [5, 6], singles(0, 1, 2), 14.9, []],
  ['and go as one digest', [5, 6], singles(0, 1, 2), 15, ['digest r0,r1']],
  [
    'the end is counted from the window’s first mail, however late one looks',
    [14],
    singles(0, 1, 2),
    60,
    ['digest r0'],
  ],
  ['an hour later the window is over', [60], singles(0, 1, 2), 60, ['report r0']],
  ['a window with room takes one more', [10], singles(0, 1), 10, ['report r0']],
  ['a severe one goes at once though the window has no room', [5, '6!'], singles(0, 1, 2), 6, ['report r1']],
  ['severe ones come first', [0, 0, 0, '0!'], [], 0, ['report r0', 'report r1', 'report r3']],
  ['but no more than six mails go within the hour', ['9!'], singles(0, 1, 2, 3, 4, 5), 9, []],
  ['the remainder is in the next digest', ['9!', 9], singles(0, 1, 2, 3, 4, 5), 15, ['digest r0,r1']],
  ['new windows do not get round the hour’s bound', [59], [...singles(30, 31, 40, 41, 45, 46), digest(46)], 59, []],
])('%s', (_, waiting, mailed, at, expected) => {
  expect(kinds(planMails({ waiting: waitingAt(...waiting), mailed, settings, at: minutes(at) }))).toEqual(expected);
});

test('where none may go at once, all wait for a digest', () => {
  const none = { ...settings, immediate: 0, severePerHour: 0 };
  const state = { waiting: waitingAt(0, '3!'), mailed: [], settings: none };
  expect(planMails({ ...state, at: minutes(14) })).toEqual([]);
  expect(kinds(planMails({ ...state, at: minutes(15) }))).toEqual(['digest r0,r1']);
});

test('digests keep to the site’s hours in its own time zone; severe ones do not', () => {
  // 10:00 UTC is 11:00 in Berlin.
  const hours = { ...settings, immediate: 0, digestHours: [8, 13], timeZone: 'Europe/Berlin' };
  const state = { waiting: waitingAt(0, '1!'), mailed: [], settings: hours };
  expect(kinds(planMails({ ...state, at: minutes(1) }))).toEqual(['report r1']);
  const rest = { ...state, waiting: waitingAt(0) };
  expect(planMails({ ...rest, at: minutes(119) })).toEqual([]);
  expect(kinds(planMails({ ...rest, at: minutes(120) }))).toEqual(['digest r0']);
  expect(kinds(planMails({ ...rest, at: minutes(300) }))).toEqual(['digest r0']);
});

test('in any flood each report is mailed once, and no hour has more than seven mails', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(180), fc.boolean()), { minLength: 1, maxLength: 80 }), (arrivals) => {
      const sorted = arrivals.toSorted(([a], [b]) => a - b);
      const reports = waitingAt(...sorted.map(([at, severe]) => (severe ? (`${at}!` as const) : at)));
      const done = new Set<string>();
      const mails: ReportMailTime[] = [];
      for (let now = 0; now <= 300; now += 1) {
        const at = minutes(now);
        const waiting = reports.filter(({ id, createdAt }) => !done.has(id) && createdAt <= at);
        const since = mailedSince({ waiting, settings: defaults, at });
        const mailed = mails.filter((mail) => mail.at > since);
        for (const { kind, reportIds } of planMails({ waiting, mailed, settings: defaults, at })) {
          for (const id of reportIds) {
            expect(done.has(id)).toBe(false);
            done.add(id);
          }
          mails.push({ kind, at });
        }
      }
      expect(done.size).toBe(reports.length);
      for (let from = 0; from <= 300; from += 1) {
        const hour = mails.filter(({ at }) => at >= minutes(from) && at < minutes(from + 60));
        expect(hour.filter(({ kind }) => kind === 'digest').length).toBeLessThanOrEqual(1);
        expect(hour.length).toBeLessThanOrEqual(7);
      }
    }),
    { numRuns: 30 },
  ));
