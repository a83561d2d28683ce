import { type Tuning, tuningSchema } from '@moderato/domain';
import { RequestFailed } from '../api/request.js';
import { clauseFields, fieldErrors, siteFields, withClause, withSite } from './tuning-fields.js';

const full: Tuning = {
  clauses: {
    'links-1': { outcome: 'reject', thresholds: { reject: 0.6 }, exceptions: { domains: ['paper.example'] } },
    'spam-1': { off: true, consequence: 'strike', thresholds: { review: 0.4, reject: null } },
  },
  kinds: { good_taste: { exceptions: { phrases: ['hell’s kitchen'] } } },
  site: { hold: ['levy-gate'], allow: ['x'], trustedAuthors: ['7'], staff: { names: ['Ann'], emailDomains: ['a.b'] } },
};

test('a form that nobody touched asks for what was there', () => {
  for (const id of Object.keys(full.clauses ?? {})) {
    expect(withClause(full, id, clauseFields(full.clauses?.[id]))).toEqual(full);
  }
  expect(withSite(full, siteFields(full.site))).toEqual(full);
});

test('a form that was emptied leaves nothing of its own behind, and everything else alone', () => {
  const { clauses, site, ...rest } = full;
  expect(withClause(withClause(full, 'spam-1', clauseFields()), 'links-1', clauseFields())).toEqual({ ...rest, site });
  expect(withSite(full, siteFields())).toEqual({ ...rest, clauses });
  expect(withClause({}, 'civility-1', clauseFields())).toEqual({});
});

test('what is typed is what the API is asked: lines trimmed, empty ones left out, 0 kept, “never” told from “as it was”', () => {
  const fields = { ...clauseFields(), review: '0', never: true, phrases: ' a b \n\nc ' };
  const tuning = withClause({}, 'civility-1', fields);
  expect(tuning.clauses?.['civility-1']).toEqual({
    thresholds: { review: 0, reject: null },
    exceptions: { phrases: ['a b', 'c'] },
  });
  expect(tuningSchema.safeParse(tuning).success).toBe(true);
});

test('a complaint stands at its field, at its line in a list; what no field asks for is left', () => {
  const problem = (pointer: string, detail: string) => ({ pointer, code: 'x', detail });
  const failed = new RequestFailed(422, {
    type: '',
    title: '',
    status: 422,
    code: 'validation',
    errors: [problem('/tuning/site/hold/2', 'must hold a letter'), problem('/tuning/kinds/x', 'no such kind')],
  });
  const errors = fieldErrors(failed, '/tuning/site');
  expect(errors.at('/hold')).toBe('Line 3: must hold a letter');
  expect(errors.at('/allow')).toBeUndefined();
  expect(errors.rest(['/hold', '/allow'])).toEqual(['no such kind']);
  expect(fieldErrors(new Error('away'), '/tuning/site').rest([])).toEqual([]);
});
