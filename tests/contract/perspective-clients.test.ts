import { execFile } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { insertTestComment } from '@moderato/testkit';
import { type RunningPerspective, startPerspective } from './running-perspective.js';

let api: RunningPerspective;
beforeAll(async () => {
  api = await startPerspective();
});
afterAll(() => api.stop());

const nasty = 'You are a pathetic moron and everyone here despises you.';
const kind = 'Thank you for a careful report on the harbour.';

interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: clients look into answers of every shape
  body: any;
}

interface Seen {
  status: number;
  data?: unknown;
  message?: string;
}

function googleClient(calls: object[]): Promise<Seen[]> {
  return new Promise((resolve, reject) => {
    const args = [join(__dirname, 'google-client.mjs'), api.root, api.key];
    const child = execFile(process.execPath, args, (error, stdout) =>
      error ? reject(error) : resolve(JSON.parse(stdout)),
    );
    child.stdin?.end(JSON.stringify(calls));
  });
}

/** As axios with `maxRedirects: 0` and Net::HTTP do: no redirect is followed. */
async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const answer = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

test('Google’s Node client finds the methods by the discovery document, scores, suggests, and reads our errors', async () => {
  const comment = { text: nasty };
  const analyze = {
    comment,
    requestedAttributes: { TOXICITY: {}, SPAM: { scoreType: 'PROBABILITY' } },
    languages: ['en'],
    spanAnnotations: true,
    clientToken: 'n-1',
  };
  const suggest = { comment, attributeScores: { TOXICITY: { summaryScore: { value: 1 } } }, clientToken: 'n-2' };
  const danish = { comment, requestedAttributes: { THREAT: {} }, languages: ['da'] };
  const [scored, suggested, refused, unknown] = await googleClient([
    { method: 'analyze', resource: analyze },
    { method: 'suggestscore', resource: suggest },
    { method: 'analyze', resource: danish },
    { method: 'analyze', resource: analyze, key: 'AIzaNobodys' },
  ]);
  expect(scored).toMatchObject({
    status: 200,
    data: {
      attributeScores: {
        TOXICITY: { summaryScore: { type: 'PROBABILITY' }, spanScores: [{ begin: 0, end: nasty.length }] },
        SPAM: { summaryScore: { value: 0 } },
      },
      languages: ['en'],
      detectedLanguages: ['en'],
      clientToken: 'n-1',
    },
  });
  expect(suggested?.data).toEqual({ clientToken: 'n-2', requestedLanguages: ['en'], detectedLanguages: ['en'] });
  expect(refused).toEqual({ status: 400, message: 'Attribute THREAT does not support request languages: da' });
  expect(unknown).toEqual({ status: 400, message: 'API key not valid. Please pass a valid API key.' });
}, 120_000);

describe('Coral, whose custom endpoint is the root and /v1alpha1', () => {
  const analyze = (text: string, changes: object = {}) =>
    post(`${api.root}/v1alpha1/comments:analyze?key=${api.key}`, {
      comment: { text },
      doNotStore: true,
      requestedAttributes: { TOXICITY: {} },
      languages: ['en'],
      ...changes,
    });

  test('withholds a toxic comment and passes a civil one, at its standard threshold of 0.8', async () => {
    const scoreOf = async (text: string) => (await analyze(text)).body.attributeScores.TOXICITY.summaryScore.value;
    expect((await scoreOf(nasty)) > 0.8).toBe(true);
    expect((await scoreOf(kind)) > 0.8).toBe(false);
  });

  test('gets a number for a comment in another language, which it labels as English', async () => {
    const { status, body } = await analyze('Der Bürgermeister sollte sich schämen, so etwas zu sagen.');
    expect([status, typeof body.attributeScores.TOXICITY.summaryScore.value]).toEqual([200, 'number']);
    expect(body.detectedLanguages).toEqual(['de']);
  });

  test('gets an error where its community is in a language without a model', async () => {
    const { status, body } = await analyze('Bonjour', { languages: ['fr'] });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(/does not support request languages.*LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE/);
  });

  test('its feedback joins a stored comment, once the site permits that it is kept', async () => {
    const feedback = (id: string, value: number) =>
      post(`${api.root}/v1alpha1/comments:suggestscore?key=${api.key}`, {
        comment: { text: nasty },
        context: {
          entries: [
            {
              text: JSON.stringify({
                url: 'https://paper.example/s',
                reply_to_id_Coral_comment_id: '',
                Coral_comment_id: id,
              }),
            },
          ],
        },
        attributeScores: { TOXICITY: { summaryScore: { value } } },
        languages: ['en'],
        communityId: 'Coral:https://coral.paper.example',
        clientToken: `comment:${id}`,
      });
    expect((await feedback('c-0', 1)).status).toBe(200);
    const rows = () => api.db.owner.query('select external_id, scores, comment_id from score_suggestion order by id');
    expect((await rows()).rows).toEqual([]);
    await api.db.owner.query(`update site set settings = settings || '{"storeSuggestedScores": true}'`);
    const { id, externalId } = await insertTestComment(api.db, api.siteId);
    const deadline = Date.now() + 10_000;
    // The key's site is remembered for a second; the setting counts from then on.
    while ((await rows()).rowCount === 0 && Date.now() < deadline) await feedback(externalId, 1);
    await feedback('gone', 0);
    const kept = (await rows()).rows;
    expect(kept[0]).toEqual({
      external_id: externalId,
      comment_id: id,
      scores: { TOXICITY: { summaryScore: { value: 1 } } },
    });
    expect(kept.at(-1)).toMatchObject({ external_id: 'gone', comment_id: null });
    expect(JSON.stringify(kept)).not.toContain('moron');
  });
});

test('the Discourse plugin, which never looks at the status, reads the last attribute’s score', async () => {
  const { body } = await post(`${api.root}/v1alpha1/comments:analyze?key=${api.key}`, {
    comment: { text: nasty },
    doNotStore: true,
    sessionId: 'forum.example_17',
    requestedAttributes: { TOXICITY: { scoreType: 'PROBABILITY' } },
  });
  const values = Object.values(body.attributeScores as Record<string, { summaryScore: { value: number } }>);
  expect(values.at(-1)?.summaryScore.value).toBeGreaterThan(0.8);
});

test('the conversationai JS client gets a number for each of its standard attributes', async () => {
  const { body } = await post(`${api.root}/v1alpha1/comments:analyze?key=${api.key}`, {
    comment: { text: nasty },
    languages: ['en'],
    requestedAttributes: { SPAM: {}, TOXICITY: {} },
  });
  const scores = Object.entries(body.attributeScores as Record<string, { summaryScore: { value: number } }>);
  expect(scores.map(([name, { summaryScore }]) => [name, Number.isFinite(summaryScore.value)])).toEqual([
    ['SPAM', true],
    ['TOXICITY', true],
  ]);
});

/** Without fetch's normalising of addresses and headers. */
function get(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; text: string }> {
  const { hostname, port, pathname } = new URL(api.root);
  return new Promise((resolve, reject) => {
    const req = httpRequest({ hostname, port, path: pathname + path, headers }, (res) => {
      let text = '';
      res.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      res.once('end', () => resolve({ status: res.statusCode, text }));
    });
    req.once('error', reject);
    req.end();
  });
}

describe('the discovery document holds what Google’s clients need', () => {
  test('both spellings of the dollar, with or without a key, and no other version', async () => {
    expect((await get('/$discovery/rest?version=v1alpha1')).status).toBe(200);
    expect((await get('/%24discovery/rest?version=v1alpha1&key=anything')).status).toBe(200);
    expect((await get('/$discovery/rest?version=v2')).status).toBe(404);
  });

  test('addresses that do not depend on what the caller says the host is', async () => {
    const { text } = await get('/$discovery/rest?version=v1alpha1', { host: 'evil.example' });
    const document = JSON.parse(text);
    expect(document).toMatchObject({ rootUrl: `${api.root}/`, servicePath: '' });
    expect(document).not.toHaveProperty('auth');
  });

  test('for Python: a request for each method, and a schema behind every reference', async () => {
    const answer = await fetch(`${api.root}/$discovery/rest?version=v1alpha1`);
    const document = (await answer.json()) as {
      schemas: Record<string, { id: string }>;
      resources: { comments: { methods: Record<string, Record<string, unknown>> } };
    };
    const { analyze, suggestscore } = document.resources.comments.methods;
    expect(analyze).toMatchObject({
      id: 'commentanalyzer.comments.analyze',
      path: 'v1alpha1/comments:analyze',
      httpMethod: 'POST',
      request: { $ref: 'AnalyzeCommentRequest' },
    });
    expect(suggestscore).toMatchObject({ httpMethod: 'POST', request: { $ref: 'SuggestCommentScoreRequest' } });
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"(\w+)"/g)].map((match) => match[1]);
    expect(references.length).toBeGreaterThan(10);
    for (const name of references) expect(document.schemas[name as string]?.id).toBe(name);
  });
});
