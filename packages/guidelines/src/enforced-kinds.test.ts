import { compile } from './index.js';

/** A sentence for each kind that a rule can tell, and the rule that no other kind has. */
test.each([
  ['civility', 'Be civil.', 'civility'],
  ['personal_attack', 'No personal attacks.', 'personal-attack'],
  ['good_taste', 'No profanity.', 'good-taste'],
  ['sexual', 'No sexually explicit content.', 'sexual'],
  ['hate', 'No hate speech.', 'hate'],
  ['harassment', 'Do not harass other readers.', 'harassment'],
  ['threat', 'No threats of violence.', 'threat'],
  ['shouting', 'Do not write in all capitals.', 'shouting'],
  ['trolling', 'No trolling.', 'trolling'],
  ['off_topic', 'Stay on topic.', 'off-topic'],
  ['spam', 'No spam.', 'repeats'],
  ['advertising', 'No advertising.', 'advertising'],
  ['links', 'No more than two links.', 'links'],
  ['copyright', 'Do not post copyrighted material.', 'copyright'],
  ['defamation', 'No libel.', 'defamation'],
  ['privacy', 'Do not post personal information.', 'privacy'],
  ['impersonation', 'Do not impersonate others.', 'impersonation'],
  ['illegal', 'Nothing illegal.', 'illegal'],
  ['language', 'Please write in English.', 'language'],
  ['length', 'Keep comments under 200 words.', 'length'],
  ['moderation_talk', 'Do not discuss moderation in the thread.', 'moderation-talk'],
  ['username', 'Offensive usernames are not allowed.', 'username'],
  ['terms', 'You must agree to our Terms of Service.', 'terms'],
  ['required_fields', 'A valid e-mail address is required.', 'required-fields'],
  ['real_name', 'Use your real name.', 'real-name'],
] as const)('%s is enforced by a rule of its own', (kind, posted, rule) => {
  const { clauses, checks } = compile(posted);
  expect(clauses.filter(({ enforced, rules }) => enforced && rules.includes(rule)).map((one) => one.kind)).toEqual([
    kind,
  ]);
  expect(checks.find((check) => check.rule === rule)?.clauseId).toBe(`${kind}-1`);
});

test.each([
  ['misinformation', 'No misinformation.'],
  ['length', 'Keep it brief.'],
])('%s without anything that a rule could tell is not enforced: %s', (kind, posted) => {
  expect(compile(posted).clauses.map((one) => [one.kind, one.rules, one.enforced])).toEqual([[kind, [], false]]);
});

test('bans are enforced by the ladder of penalties, and no rule cites them', () => {
  const { clauses } = compile('You may be banned.');
  expect(clauses.map((one) => [one.kind, one.rules, one.enforced])).toEqual([['ban', [], true]]);
});

test.each([
  'Defamation',
  'Trolling',
  'Off-topic comments',
  'Impersonation',
  'Copyright violations',
  'Long comments of more than 90 words',
])('%s: a person looks, and none is rejected unseen', (what) => {
  const { checks } = compile(`${what} will be removed.`);
  const own = checks.filter(({ rule }) => !['civility', 'spam', 'repeats'].includes(rule));
  expect(own.map(({ thresholds }) => thresholds.reject)).toEqual([null]);
});

const paramsOf = (posted: string, rule: string) => compile(posted).checks.find((check) => check.rule === rule)?.params;

test.each([
  ['Do not post personal information. Public phone numbers are fine.', { except_phone: 'public' }],
  ['Do not post personal information, but public phone numbers are fine.', { except_phone: 'public' }],
  [
    'No personal information (business phone numbers and e-mail addresses are okay).',
    { except_phone: 'public', except_email: 'public' },
  ],
  ['No personal information, except e-mail addresses.', { except_email: 'all' }],
  ['Do not post personal information. Phone numbers are not allowed.', {}],
  ['Do not post phone numbers or e-mail addresses.', {}],
])('what a policy excepts of personal details is read: %s', (posted, params) => {
  expect(paramsOf(posted, 'privacy')).toEqual(params);
});

test('what else a policy allows makes the rule milder', () => {
  expect(paramsOf('Comments must be in English. Hawaiian words are welcome.', 'language')).toMatchObject({
    alsoLanguages: 'haw',
  });
  expect(paramsOf('Use your real name. Initials are fine.', 'real-name')).toEqual({ initials: true });
  expect(paramsOf('Do not post copyrighted articles. You may quote up to 100 words of one.', 'copyright')).toEqual({
    maxQuotedWords: 100,
  });
});

test('the numbers and names that a clause gives go to its rule', () => {
  expect(paramsOf('No more than 200 words.', 'length')).toEqual({ maxWords: 200 });
  expect(paramsOf('No more than 1,500 characters.', 'length')).toEqual({ maxCharacters: 1500 });
  expect(paramsOf('A valid e-mail address is required.', 'required-fields')).toEqual({ fields: 'email' });
  expect(paramsOf('Please write in Spanish.', 'language')).toEqual({ language: 'es' });
});
