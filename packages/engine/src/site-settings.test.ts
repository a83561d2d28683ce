import type { Check, Exceptions, Outcome, Policy, Submission, Tuning } from '@moderato/domain';
import { moderateByRules } from './moderate.js';
import { testPolicy } from './testing/policy.js';

type CheckSettings = Pick<Partial<Check>, 'thresholds' | 'rejectsMild' | 'params'> & { exceptions?: Exceptions };

/** The test policy with a site's lists, and with what `tuned` would make of the checks that cite `clauseId`. */
const policyWith = (site: Tuning['site'], clauseId = '', settings: CheckSettings = {}): Policy => ({
  ...testPolicy,
  checks: testPolicy.checks.map((check) => (check.clauseId === clauseId ? { ...check, ...settings } : check)),
  tuning: { ...(site && { site }), clauses: {} },
});
const judge = (body: string, policy: Policy, more: Omit<Submission, 'body'> = {}) =>
  moderateByRules({ ...more, body }, policy);

const attack = 'You are a pathetic moron.';
const mild = 'Those people are morons.';
const swearing = 'The damn levy is bullshit.';
const threat = 'I will find you and kill you.';

describe('as compiled', () => {
  test.each<[string, Outcome]>([
    [attack, 'reject'],
    [mild, 'review'],
    [swearing, 'review'],
    [threat, 'reject'],
  ])('%s', (body, outcome) => {
    expect(judge(body, testPolicy).outcome).toBe(outcome);
  });
});

test.each<[string, CheckSettings, string, Outcome]>([
  ['a clause that only holds', { thresholds: { review: 0.5, reject: null } }, attack, 'review'],
  ['a higher threshold', { thresholds: { review: 0.98, reject: 0.99 } }, 'Shut up, will you?', 'approve'],
  ['a lower threshold', { thresholds: { review: 0.3, reject: 0.5 } }, 'Shut up, will you?', 'reject'],
])('%s', (_, settings, body, outcome) => {
  expect(judge(body, policyWith(undefined, 'personal_attack-1', settings)).outcome).toBe(outcome);
});

test('where the outcome is set to reject, a mild breach is rejected too', () => {
  const thresholds = { review: 0.5, reject: 0.5 };
  expect(judge(mild, policyWith(undefined, 'civility-1', { thresholds })).outcome).toBe('review');
  expect(judge(mild, policyWith(undefined, 'civility-1', { thresholds, rejectsMild: true })).outcome).toBe('reject');
});

describe('words to hold', () => {
  const policy = policyWith({ hold: ['heron bridge', 'Levy-gate'] });
  test.each<[string, string, string[]]>([
    ['whatever the case', 'They built Heron Bridge twice.', ['Heron Bridge']],
    ['disguised', 'They built h3ron br1dge twice.', ['h3ron br1dge']],
    ['in a quotation', 'She said “the heron bridge is late”.', ['heron bridge']],
    ['with its hyphen', 'Another levy-gate, then a Levy-Gate.', ['levy-gate', 'Levy-Gate']],
  ])('%s: a person looks, and sees which words', (_, body, words) => {
    const { outcome, findings, probability } = judge(body, policy);
    expect([outcome, probability]).toEqual(['review', 0]);
    expect(findings).toMatchObject([{ rule: 'held-word', clause: { id: 'site-hold-list' } }]);
    expect(findings[0]?.spans.map(({ start, end }) => body.slice(start, end))).toEqual(words);
  });

  test.each(['A heron stood on the bridge.', 'Herons bridge the gap.', 'The levy was a gate.'])(
    'not in: %s',
    (body) => {
      expect(judge(body, policy).outcome).toBe('approve');
    },
  );

  test('a rejection stays one', () => {
    expect(judge(`${attack} Heron bridge!`, policy).outcome).toBe('reject');
  });

  test('trusted authors are held too', () => {
    const both = policyWith({ hold: ['heron bridge'], trustedAuthors: ['a-1'] });
    expect(judge('The heron bridge.', both, { author: { id: 'a-1' } }).outcome).toBe('review');
  });
});

describe('words to allow', () => {
  const policy = policyWith({ allow: ['moron', 'bullshit', 'pathetic fallacy'] });
  test.each<[string, Outcome]>([
    ['Moron!', 'approve'],
    ['The chef cooks moron, a Breton dish.', 'approve'],
    ['This is bullshit.', 'approve'],
    ['You are a moron.', 'approve'],
    ['You are a moron and a pathetic idiot.', 'reject'],
    ['You pathetic idiot.', 'reject'],
    [`You moron. ${threat}`, 'reject'],
  ])('%s', (body, outcome) => {
    expect(judge(body, policy).outcome).toBe(outcome);
  });

  test('offsets of what remains are those of the comment as written', () => {
    const body = '👍 A moron, says the pathetic fallacy. You are an idiot.';
    const [finding] = judge(body, policy).findings;
    expect(finding?.spans.map(({ start, end }) => body.slice(start, end))).toEqual(['idiot']);
  });
});

describe('trusted authors', () => {
  const policy = policyWith({ trustedAuthors: ['a-1'] });
  const author = { id: 'a-1' };
  test.each<[string, Outcome, string]>([
    [mild, 'approve', 'what would be held is not'],
    [swearing, 'approve', 'what would be held is not'],
    [attack, 'review', 'what would be rejected is held for a person'],
    [threat, 'reject', 'threats are anybody’s'],
    ['Immigrants are vermin and should be gassed.', 'reject', 'hatred is anybody’s'],
  ])('%s → %s: %s', (body, outcome) => {
    expect(judge(body, policy, { author }).outcome).toBe(outcome);
    expect(judge(body, policy, { author: { id: 'a-2' } })).toEqual(judge(body, testPolicy));
  });

  test('the decision says what did not count, and why', () => {
    const { findings, lifted } = judge(mild, policy, { author });
    expect(findings).toEqual([]);
    expect(lifted).toMatchObject([{ rule: 'civility', clauseId: 'civility-1', by: 'trusted_author' }]);
  });

  test('what cannot be read is held, whoever wrote it', () => {
    expect(judge('Мне это совсем не нравится, честное слово.', policy, { author }).outcome).toBe('review');
  });
});

describe('exceptions of a clause', () => {
  const excepting = (clauseId: string, exceptions: Exceptions, params: Check['params'] = {}) =>
    policyWith(undefined, clauseId, { exceptions, params });

  test('a phrase lifts what is found in it, and nothing beside it', () => {
    const policy = excepting('good_taste-1', { phrases: ['bullshit detector'] });
    expect(judge('My bullshit detector rang.', policy)).toMatchObject({
      outcome: 'approve',
      lifted: [{ by: 'exception' }],
    });
    expect(judge('My bullshit detector rang: bullshit.', policy).outcome).toBe('review');
    expect(judge('Bullshit.', policy).outcome).toBe('review');
  });

  test('an author is excepted from that clause alone', () => {
    const policy = excepting('good_taste-1', { authors: ['a-1'] });
    const author = { id: 'a-1' };
    expect(judge(swearing, policy, { author }).outcome).toBe('approve');
    expect(judge(attack, policy, { author }).outcome).toBe('reject');
    expect(judge(swearing, policy).outcome).toBe('review');
  });

  test('links to an excepted domain, or to a part of it, do not count', () => {
    const links = 'https://paper.example/a https://news.paper.example/b and https://other.example/c are worth a look.';
    const params = { maxLinks: 1 };
    const counted = policyWith(undefined, 'good_taste-1', { params });
    const excepted = excepting(
      'good_taste-1',
      { domains: ['paper.example'] },
      { ...params, exceptDomains: 'paper.example' },
    );
    expect(judge(links, counted).outcome).toBe('review');
    expect(judge(links, excepted).outcome).toBe('approve');
    expect(judge(`${links} https://notpaper.example/d`, excepted).outcome).toBe('review');
  });
});

test('equal input gives equal bytes', () => {
  const policy = policyWith({ hold: ['levy'], allow: ['moron'], trustedAuthors: ['a-1'] });
  const once = () => JSON.stringify(judge('The levy, you moron and idiot.', policy, { author: { id: 'a-1' } }));
  expect(once()).toBe(once());
});

test('a policy without settings is judged to the same bytes as before there were any', () => {
  expect(Object.keys(judge(mild, testPolicy)).at(-1)).toBe('degraded');
});
