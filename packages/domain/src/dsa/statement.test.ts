import fc from 'fast-check';
import type { ClauseKind } from '../clause-kinds.js';
import type { Decision, Finding } from '../decision.js';
import { impersonal, isImpersonal } from './impersonal.js';
import { type FirmRestriction, statementOf } from './statement.js';
import { transparencyStatementSchema } from './statement-schema.js';

const finding = (changes: Partial<Finding> = {}): Finding => ({
  rule: 'personal-attack',
  clause: { id: 'personal_attack-1', text: 'No personal attacks', start: 0, end: 19 },
  severity: 'severe',
  confidence: 0.9,
  target: 'commenter',
  spans: [],
  explanation: 'Insults another commenter directly.',
  ...changes,
});
const decision = (changes: Partial<Decision> = {}) =>
  ({ id: 'd-2', outcome: 'reject', decidedBy: 'rules', findings: [finding()], ...changes }) as Decision;
const restriction = (changes: Partial<FirmRestriction> = {}): FirmRestriction => ({
  firstDecisionId: '01a20cc8-8e80-768c-8f86-5d9d48ddc33c',
  since: new Date('2026-11-20T23:30:00Z'),
  measure: 'removed',
  decision: decision(),
  kinds: new Map<string, ClauseKind>([['personal_attack-1', 'personal_attack']]),
  detectedByRules: true,
  source: null,
  contentDate: new Date('2026-11-20T10:00:00Z'),
  language: 'de-AT',
  territory: ['DE', 'AT'],
  personal: { names: ['Ottilie Quarrington'], texts: ['You are a goose in a green hat, Bob.'] },
  ...changes,
});

test('a rejection by the rules is stated as removed, fully automated, of our own motion', () => {
  expect(statementOf(restriction())).toEqual({
    decision_visibility: ['DECISION_VISIBILITY_CONTENT_REMOVED'],
    decision_ground: 'DECISION_GROUND_INCOMPATIBLE_CONTENT',
    incompatible_content_ground: 'Comment guidelines: No personal attacks',
    incompatible_content_explanation: 'Insults another commenter directly.',
    decision_facts:
      'A reader’s comment below a story of a news site. It was found on the site’s own initiative. It is not shown. ' +
      'An automated check against the comment guidelines decided.',
    category: 'STATEMENT_CATEGORY_CYBER_VIOLENCE',
    category_specification: ['KEYWORD_CYBER_HARASSMENT'],
    content_type: ['CONTENT_TYPE_TEXT'],
    territorial_scope: ['DE', 'AT'],
    content_language: 'DE',
    content_date: '2026-11-20',
    application_date: '2026-11-20',
    source_type: 'SOURCE_VOLUNTARY',
    automated_detection: 'Yes',
    automated_decision: 'AUTOMATED_DECISION_FULLY',
    puid: 'moderato-01a20cc8-8e80-768c-8f86-5d9d48ddc33c',
  });
});

test.each<[string, Partial<FirmRestriction>, object]>([
  [
    'a moderator’s on a notice',
    { decision: decision({ decidedBy: 'moderator' }), detectedByRules: false, source: 'notice' },
    {
      source_type: 'SOURCE_ARTICLE_16',
      automated_detection: 'No',
      automated_decision: 'AUTOMATED_DECISION_NOT_AUTOMATED',
    },
  ],
  [
    'a moderator’s over the rules, on a trusted flagger’s notice',
    { decision: decision({ decidedBy: 'moderator' }), source: 'trusted' },
    { source_type: 'SOURCE_TRUSTED_FLAGGER', automated_decision: 'AUTOMATED_DECISION_PARTIALLY' },
  ],
  [
    'a hold of which nothing was found',
    { measure: 'disabled', decision: decision({ outcome: 'review', findings: [] }) },
    {
      decision_visibility: ['DECISION_VISIBILITY_CONTENT_DISABLED'],
      category: 'STATEMENT_CATEGORY_OTHER_VIOLATION_TC',
      incompatible_content_ground: 'Comment guidelines',
    },
  ],
])('%s is stated as such', (_, changes, expected) => {
  expect(statementOf(restriction(changes))).toMatchObject(expected);
});

test('a language that is no code is left out', () => {
  expect(statementOf(restriction({ language: 'x-klingon' }))).not.toHaveProperty('content_language');
});

test('the strictest clause gives the category, the others are added once', () => {
  const of = (id: string, severity: Finding['severity']) =>
    finding({ severity, clause: { id, text: id, start: 0, end: 1 } });
  const findings = [of('shouting-1', 'mild'), of('hate-1', 'severe'), of('shouting-2', 'mild')];
  const kinds = new Map<string, ClauseKind>([
    ['shouting-1', 'shouting'],
    ['shouting-2', 'shouting'],
    ['hate-1', 'hate'],
  ]);
  expect(statementOf(restriction({ decision: decision({ findings }), kinds }))).toMatchObject({
    category: 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH',
    category_addition: ['STATEMENT_CATEGORY_OTHER_VIOLATION_TC'],
    category_specification: ['KEYWORD_HATE_SPEECH'],
  });
});

test('spam alone needs no statement', () => {
  const kinds = new Map<string, ClauseKind>([['personal_attack-1', 'spam']]);
  expect(statementOf(restriction({ kinds }))).toBeNull();
});

test.each([
  ['plain words', 'Insults the other commenters.', true],
  ['the author’s name', 'Quarrington insults again.', false],
  ['an e-mail address', 'Write to bob@readers.example.', false],
  ['a quotation of the comment', 'It says goose in a green hat of him.', false],
  ['anything in quotation marks', 'He says „Gans“ here.', false],
  ['a telephone number', 'Gives +49 30 1234567 away.', false],
])('of a moderator’s words with %s: they go out %j', (_, reason, kept) => {
  const stated = statementOf(restriction({ decision: decision({ decidedBy: 'moderator', reason }) }));
  expect(stated?.incompatible_content_explanation?.includes(reason)).toBe(kept);
});

test('where the comment is erased no free words go out', () => {
  const stated = statementOf(restriction({ personal: null, decision: decision({ reason: 'Insults.' }) }));
  expect(JSON.stringify(stated)).not.toMatch(/Insults/);
});

const word = fc.stringMatching(/^[a-z]{2,9}$/);

test('whatever is written, neither names, addresses nor three words of the comment in a row are left', () =>
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 3, maxLength: 12 }),
      fc.array(word, { maxLength: 6 }),
      fc.array(word, { maxLength: 6 }),
      fc.nat(9),
      (comment, before, after, start) => {
        const name = 'Ottilie Quarrington';
        const from = start % (comment.length - 2);
        const quote = comment.slice(from, from + 3).join(', ');
        const text = [...before, quote, name, 'ott@readers.example', ...after].join(' ');
        const words = { names: [name], texts: [comment.join(' ')] };
        const masked = impersonal(text, words);
        expect(masked).not.toMatch(/Ottilie|Quarrington|@/);
        expect(masked).not.toContain(quote);
        expect(isImpersonal(masked, words)).toBe(true);
      },
    ),
  ));

test('the schema names what is missing', () => {
  const { decision_visibility, incompatible_content_ground, ...rest } = statementOf(restriction()) ?? {};
  const { error } = transparencyStatementSchema.safeParse({ ...rest, puid: 'no space allowed' });
  expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([
    'puid',
    'decision_visibility',
    'incompatible_content_ground',
  ]);
});
