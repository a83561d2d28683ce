import { insertApiKey, insertSite, newApiKey } from '@moderato/database';
import { type Judgement, newId, siteSettingsSchema } from '@moderato/domain';
import { createJudge, engineVersion } from '@moderato/engine';
import { captureLog, createTestDatabase, type TestDatabase } from '@moderato/testkit';
import { makeSite, type RunningIntake, startIntake, type TestSite } from '../testing/running-intake.js';

let db: TestDatabase;
let intake: RunningIntake;
let site: TestSite;
const captured = captureLog('intake');
const judge = createJudge((error) => {
  throw error;
});
/** Changes what the engine says, for the tests that break it. */
let tamper: ((judgement: Judgement) => Judgement) | null = null;

beforeAll(async () => {
  db = await createTestDatabase();
  intake = await startIntake(db, {
    log: captured.log,
    moderate: (submission, policy) => {
      const judgement = judge(submission, policy);
      return tamper ? tamper(judgement) : judgement;
    },
  });
  site = await makeSite(db.database);
});
afterEach(() => {
  tamper = null;
});
afterAll(async () => {
  await intake.stop();
  await db.drop();
});

const analyzePath = '/perspective/v1alpha1/comments:analyze';
const nasty = 'You are a pathetic moron and everyone here despises you.';

function analyze(changes: Record<string, unknown> = {}, path = `${analyzePath}?key=${site.key}`) {
  const body = { comment: { text: nasty }, requestedAttributes: { TOXICITY: {} }, languages: ['en'], ...changes };
  return intake.call(null, 'POST', path, { body });
}

const errorTypeOf = ({ body }: { body: { error: { details?: { errorType?: string }[] } } }) =>
  body.error.details?.find(({ errorType }) => errorType)?.errorType;

test('scores are those of /v1/decide, one for each attribute by the name that was asked for', async () => {
  const names = [
    'TOXICITY',
    'SEVERE_TOXICITY',
    'IDENTITY_ATTACK',
    'INSULT',
    'PROFANITY',
    'THREAT',
    'SEXUALLY_EXPLICIT',
  ];
  names.push('ATTACK_ON_AUTHOR', 'ATTACK_ON_COMMENTER', 'SPAM');
  const answer = await analyze({ requestedAttributes: Object.fromEntries(names.map((name) => [name, {}])) });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const decided = await intake.call(site, 'POST', '/v1/decide', { body: { body: nasty } });
  const scores = Object.entries(answer.body.attributeScores as Record<string, { summaryScore: { value: number } }>);
  expect(scores.map(([name, { summaryScore }]) => [name, summaryScore])).toEqual(
    names.map((name) => [name, { value: decided.body.scores[name], type: 'PROBABILITY' }]),
  );
  expect(answer.body.attributeScores.TOXICITY.summaryScore.value).toBeGreaterThan(0.8);
  expect(answer.body).toMatchObject({ languages: ['en'], detectedLanguages: ['en'] });
});

test('OBSCENE is PROFANITY by its other name, and LIKELY_TO_REJECT the chance of a violation', async () => {
  const text = 'What the fuck is this shit?';
  const requestedAttributes = { OBSCENE: {}, LIKELY_TO_REJECT: {} };
  const { body } = await analyze({ comment: { text }, requestedAttributes });
  const decided = await intake.call(site, 'POST', '/v1/decide', { body: { body: text } });
  expect(decided.body.scores.PROFANITY).toBeGreaterThan(0);
  expect(body.attributeScores.OBSCENE.summaryScore.value).toBe(decided.body.scores.PROFANITY);
  expect(body.attributeScores.LIKELY_TO_REJECT.summaryScore.value).toBe(decided.body.probability);
});

test('each sentence has its score, by UTF-16 offsets', async () => {
  const text = 'Naïve 😀 idiot! Nice.';
  const { body } = await analyze({ comment: { text }, spanAnnotations: true, requestedAttributes: { INSULT: {} } });
  const { spanScores } = body.attributeScores.INSULT;
  expect(spanScores.map(({ begin, end }: { begin: number; end: number }) => [begin, end])).toEqual([
    [0, 15],
    [16, 21],
  ]);
  expect(spanScores[0].score.value).toBeGreaterThan(spanScores[1].score.value);
  expect(spanScores[1].score.type).toBe('PROBABILITY');
  expect(spanScores[1].score.value).toBeLessThan(0.3);
});

test('the client token comes back, and the other opaque fields do not', async () => {
  const tokens = { clientToken: 'c-1', sessionId: 'site_7', communityId: 'Coral:x', doNotStore: true };
  const { body } = await analyze(tokens);
  expect(Object.keys(body).toSorted()).toEqual(['attributeScores', 'clientToken', 'detectedLanguages', 'languages']);
  expect(body.clientToken).toBe('c-1');
});

test('a score below its threshold is left out without an error', async () => {
  const requestedAttributes = { THREAT: { scoreThreshold: 0.5 }, TOXICITY: { scoreThreshold: 0.5 } };
  const { status, body } = await analyze({ requestedAttributes });
  expect([status, Object.keys(body.attributeScores)]).toEqual([200, ['TOXICITY']]);
});

test('a version is the engine’s: the one that runs is served under the name asked for, any other refused', async () => {
  const version = engineVersion.replace('engine-', '');
  const pinned = await analyze({ requestedAttributes: { [`TOXICITY@${version}`]: {} } });
  expect(Object.keys(pinned.body.attributeScores)).toEqual([`TOXICITY@${version}`]);
  for (const other of ['0', '', '999', `${version}@${version}`]) {
    const answer = await analyze({ requestedAttributes: { [`TOXICITY@${other}`]: {} } });
    expect([answer.status, errorTypeOf(answer)]).toEqual([400, 'INVALID_REQUEST']);
    expect(answer.body.error.message).toContain(`TOXICITY@${version}`);
  }
});

test('a new engine is a new version', async () => {
  tamper = (judgement) => ({ ...judgement, engine: { version: 'engine-9', model: 'civility-3' } });
  expect((await analyze({ requestedAttributes: { 'TOXICITY@9': {} } })).status).toBe(200);
  expect((await analyze({ requestedAttributes: { 'TOXICITY@1': {} } })).status).toBe(400);
  expect((await analyze({ requestedAttributes: { CONSTRUCTIVE: {} } })).status).toBe(200);
});

test.each([
  'FLIRTATION',
  'INCOHERENT',
  'INFLAMMATORY',
  'UNSUBSTANTIAL',
  'TOXICITY_EXPERIMENTAL',
  'toxicity',
  'toString',
])('%s has no score: refused by name, or left out where the client says so', async (name) => {
  const requestedAttributes = { [name]: {}, TOXICITY: {} };
  const refused = await analyze({ requestedAttributes });
  expect([refused.status, errorTypeOf(refused)]).toEqual([400, 'INVALID_REQUEST']);
  expect(refused.body.error.message).toContain(name);
  for (const dropped of [
    await analyze({ requestedAttributes, dropUnsupportedAttributes: true }),
    await analyze({ requestedAttributes }, `${analyzePath}?key=${site.key}&dropUnsupportedAttributes=true`),
  ]) {
    expect(Object.keys(dropped.body.attributeScores)).toEqual(['TOXICITY']);
  }
});

test('without a model nothing is said of what only a model knows', async () => {
  tamper = (judgement) => ({ ...judgement, engine: { ...judgement.engine, model: null } });
  expect((await analyze({ requestedAttributes: { CONSTRUCTIVE: {} } })).status).toBe(400);
});

test('a site without guidelines has scores, and no chance of a violation', async () => {
  const at = new Date();
  const [siteId, key] = [newId(at), newApiKey()];
  await db.database.withSite(siteId, async (tx) => {
    const settings = siteSettingsSchema.parse({});
    await insertSite(tx, { id: siteId, slug: siteId, name: 'New', settings }, at);
    await insertApiKey(tx, { id: newId(at), siteId, name: 'x', requestsPerMinute: 100 }, key, at);
  });
  const path = `${analyzePath}?key=${key}`;
  const scored = await analyze({}, path);
  expect(scored.body.attributeScores).toEqual((await analyze()).body.attributeScores);
  expect((await analyze({ requestedAttributes: { LIKELY_TO_REJECT: {} } }, path)).status).toBe(400);
});

const spanish = 'El alcalde no tiene ni idea de lo que hace y los vecinos llevan años pidiendo un autobús.';

test('a comment in another language than the client says is scored, so that no host lets it pass on an error', async () => {
  const answer = await analyze({ comment: { text: spanish }, languages: ['en'] });
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({ languages: ['en'], detectedLanguages: ['es'] });
  expect(answer.body.attributeScores.TOXICITY.summaryScore.value).toEqual(expect.any(Number));
});

test.each([
  ['asked for', { languages: ['es'] }, 'es', ['es']],
  [
    'asked for, of an English text',
    { languages: ['pt-BR'], comment: { text: 'Who are you and why do they care?' } },
    'pt-BR',
    ['en'],
  ],
  ['asked for beside English', { languages: ['en', 'es'] }, 'es', ['es']],
  ['found, where nothing was asked for', { languages: [] }, 'es', ['es']],
])(
  'a language without a model, %s, is an error that names the first attribute',
  async (_, changes, named, detected) => {
    const requestedAttributes = { THREAT: {}, TOXICITY: {} };
    const answer = await analyze({ comment: { text: spanish }, requestedAttributes, ...changes });
    expect(answer.status).toBe(400);
    expect(answer.body.error).toMatchObject({
      code: 400,
      status: 'INVALID_ARGUMENT',
      message: `Attribute THREAT does not support request languages: ${named}`,
      details: [
        {
          '@type': 'type.googleapis.com/google.commentanalyzer.v1alpha1.Error',
          errorType: 'LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE',
          languageNotSupportedByAttributeError: { attribute: 'THREAT', detectedLanguages: detected },
        },
      ],
    });
  },
);

test('a text too short to tell is in the language that was asked for, or English', async () => {
  const comment = { text: 'lol' };
  expect((await analyze({ comment, languages: undefined })).body.languages).toEqual(['en']);
  expect((await analyze({ comment, languages: ['en-GB'] })).body).toMatchObject({
    languages: ['en-GB'],
    detectedLanguages: ['en'],
  });
});

test('that the language is unknown is no language without a model', async () => {
  expect((await analyze({ languages: ['und'] })).status).toBe(200);
});

const fits = 'é'.repeat(10_240);

test.each([
  ['no comment', { comment: undefined }, 'COMMENT_EMPTY'],
  ['no text', { comment: {} }, 'COMMENT_EMPTY'],
  ['white space', { comment: { text: ' \n ' } }, 'COMMENT_EMPTY'],
  ['a byte too many', { comment: { text: `${fits}a` } }, 'COMMENT_TOO_LONG'],
  ['no attributes', { requestedAttributes: {} }, 'NO_REQUESTED_ATTRIBUTES'],
  ['attributes missing', { requestedAttributes: undefined }, 'NO_REQUESTED_ATTRIBUTES'],
  ['HTML', { comment: { text: 'a', type: 'HTML' } }, 'INVALID_REQUEST'],
  [
    'a score type that was never offered',
    { requestedAttributes: { TOXICITY: { scoreType: 'RAW' } } },
    'INVALID_REQUEST',
  ],
  ['text of the wrong type', { comment: { text: 7 } }, 'INVALID_REQUEST'],
  ['a language that is none', { languages: ['english please'] }, 'INVALID_REQUEST'],
  ['both contexts', { context: { entries: [], articleAndParentComment: {} } }, 'INVALID_REQUEST'],
  ['a context entry too long', { context: { entries: [{ text: 'a'.repeat(1_048_577) }] } }, 'INVALID_REQUEST'],
  [
    'noise in no language',
    { comment: { text: '\u0001\u0002\u0003' }, languages: undefined },
    'LANGUAGE_DETECTION_FAILED',
  ],
])('%s is refused in Google’s form', async (_, changes, errorType) => {
  const answer = await analyze(changes);
  expect([answer.status, errorTypeOf(answer)]).toEqual([400, errorType]);
  expect(answer.body.error).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT', message: expect.any(String) });
});

test('the limit is in bytes: as many as fit are scored', async () => {
  expect((await analyze({ comment: { text: fits } })).status).toBe(200);
});

test('addresses are taken plain or percent-encoded, with any query, as POST alone', async () => {
  const query = `?key=${site.key}&alt=json&prettyPrint=false&%24.xgafv=1&quotaUser=me&fields=*`;
  for (const path of [analyzePath, analyzePath.replace(':', '%3A'), analyzePath.replace(':', '%3a')]) {
    expect((await analyze({}, path + query)).status).toBe(200);
  }
  const get = await intake.call(null, 'GET', `${analyzePath}?key=${site.key}`);
  expect([get.status, get.body.error.status]).toEqual([404, 'NOT_FOUND']);
});

test('the key may stand in Google’s header; a wrong one is a bad argument, none is not permitted', async () => {
  const options = { body: { comment: { text: 'Hi.' }, requestedAttributes: { TOXICITY: {} } } };
  const call = (headers: Record<string, string>, query = '') =>
    intake.call(null, 'POST', analyzePath + query, { ...options, headers });
  expect((await call({ 'x-goog-api-key': site.key })).status).toBe(200);
  for (const wrong of [
    await call({ 'x-goog-api-key': 'mod_nobodys' }),
    await call({}, '?key=AIzaWrong'),
    await call({}, `?key=${site.key}${'x'.repeat(300)}`),
  ]) {
    expect([wrong.status, wrong.body.error.status]).toEqual([400, 'INVALID_ARGUMENT']);
    expect(wrong.body.error.details[0].reason).toBe('API_KEY_INVALID');
  }
  const none = await call({});
  expect([none.status, none.body.error.status]).toEqual([403, 'PERMISSION_DENIED']);
});

test('a spent quota is 429 in Google’s form, and the quota is that of all the key’s requests', async () => {
  const spent = await makeSite(db.database, { requestsPerMinute: 1 });
  await intake.call(spent, 'GET', '/v1/guidelines');
  const answer = await analyze({}, `${analyzePath}?key=${spent.key}`);
  expect([answer.status, answer.body.error.status]).toEqual([429, 'RESOURCE_EXHAUSTED']);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
});

test.each([['rule_failed:threat'], ['model_missing'], ['model_failed'], ['a fault yet unknown']])(
  'with %s no score is given, for it would say that the comment is harmless',
  async (reason) => {
    tamper = (judgement) => ({ ...judgement, degraded: [...judgement.degraded, reason] });
    for (const answer of [await analyze(), await analyze({ comment: { text: spanish } })]) {
      expect([answer.status, answer.body.error.status]).toEqual([503, 'UNAVAILABLE']);
      expect(answer.headers.get('retry-after')).toBe('1');
    }
  },
);

test('an engine that throws gives no score either', async () => {
  tamper = () => {
    throw new Error('broken');
  };
  expect((await analyze()).status).toBe(503);
});

test('large answers come compressed to those who ask', async () => {
  const text = 'You are wrong. '.repeat(80);
  const answer = await analyze({ comment: { text }, spanAnnotations: true });
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(answer.body.attributeScores.TOXICITY.spanScores).toHaveLength(80);
});

test('neither key nor text is logged', async () => {
  await analyze();
  await analyze({ comment: { text: 'Marked 8b1f' }, requestedAttributes: { NOPE: {} } });
  const lines = captured.lines.map((line) => JSON.stringify(line)).join('\n');
  expect(lines).toContain(analyzePath);
  expect(lines).not.toMatch(/8b1f|mod_|moron/);
});
