import type { Hold } from '@moderato/database';
import type { Outcome } from '@moderato/domain';
import { aPolicy } from '@moderato/testkit';
import { heldJudgement } from './decide-revision.js';
import { heldBack } from './hold-barred.js';

const hold: Hold = { sign: null, kind: 'ban', author: 'troll', until: null };
const judged = (outcome: Outcome) => ({ ...heldJudgement(aPolicy(), 'x'), outcome, degraded: [] });

test.each([
  ['approve', 'review'],
  ['review', 'review'],
  ['reject', 'reject'],
] as const)('what was judged %s of a barred author is %s', (before, after) => {
  expect(heldBack(judged(before), hold, aPolicy())).toMatchObject({
    outcome: after,
    findings: [{ rule: 'barred-author', clause: { id: 'site-bans' } }],
  });
});

test('the clause on bans is cited where the guidelines have one', () => {
  const clause = { ...aPolicy().clauses[0], id: 'ban-1', kind: 'ban', text: 'you may be banned', start: 3, end: 20 };
  const policy = aPolicy({ clauses: [clause as ReturnType<typeof aPolicy>['clauses'][number]] });
  const { clause: cited } = heldBack(judged('approve'), hold, policy).findings[0] ?? {};
  expect(cited).toEqual({ id: 'ban-1', text: 'you may be banned', start: 3, end: 20 });
});

test.each<[Partial<Hold>, RegExp]>([
  [{ kind: 'suspension', until: new Date(0) }, /suspended until 1970-01-01T00:00:00.000Z/],
  [{ kind: 'proposed_ban' }, /confirm or dismiss/],
  [{ sign: 'ip' }, /the IP address of the author “troll”, who is banned/],
  [{ sign: 'name' }, /a name that looks like that of the author “troll”/],
])('the reason says which: %j', (changes, words) => {
  const { findings } = heldBack(judged('approve'), { ...hold, ...changes }, null);
  expect(findings[0]?.explanation).toMatch(words);
});

test('nothing changes for anybody else', () => {
  const judgement = judged('approve');
  expect(heldBack(judgement, undefined, aPolicy())).toBe(judgement);
});
