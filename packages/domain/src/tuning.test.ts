import { tuningSchema } from './tuning.js';

test.each([
  [{}],
  [{ clauses: { 'civility-1': { thresholds: { review: 0.4, reject: null }, consequence: 'strike', off: false } } }],
  [{ kinds: { links: { exceptions: { phrases: ['a b'], authors: ['7'], domains: ['Paper.Example'] } } } }],
  [{ site: { hold: ['x'], allow: ['y'], trustedAuthors: ['1'], staff: { names: ['Ann'], emailDomains: ['a.b'] } } }],
])('takes what a site may set: case %#', (tuning) => {
  expect(tuningSchema.safeParse(tuning).error).toBeUndefined();
});

test.each<[unknown, string]>([
  [{ clause: {} }, ''],
  [{ clauses: { a: { threshold: 1 } } }, 'clauses.a'],
  [{ clauses: { a: { thresholds: { review: 1.5 } } } }, 'clauses.a.thresholds.review'],
  [{ clauses: { a: { outcome: 'approve' } } }, 'clauses.a.outcome'],
  [{ kinds: { a: { consequence: 'ban' } } }, 'kinds.a.consequence'],
  [{ site: { hold: ['ok', '***'] } }, 'site.hold.1'],
  [{ site: { allow: [' '] } }, 'site.allow.0'],
  [{ site: { staff: { emailDomains: ['ann@paper.example'] } } }, 'site.staff.emailDomains.0'],
])('refuses the rest, and says where: case %#', (tuning, path) => {
  expect(tuningSchema.safeParse(tuning).error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
});
