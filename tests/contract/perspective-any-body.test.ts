import fc from 'fast-check';
import { type RunningPerspective, startPerspective } from './running-perspective.js';

let api: RunningPerspective;
beforeAll(async () => {
  api = await startPerspective();
});
afterAll(() => api.stop());

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom('', ' ', 'You are an idiot. And a liar!', 'Du bist ein Idiot.', '😀'),
);
const value = fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
const entry = fc.oneof(fc.record({ text, type: fc.constantFrom('PLAIN_TEXT', 'HTML', undefined) }), value);
const name = fc.oneof(
  fc.constantFrom('TOXICITY', 'SPAM', 'OBSCENE', 'TOXICITY@1', 'FLIRTATION', '__proto__', 'constructor', ''),
  text,
);
const score = fc.oneof(fc.record({ value: fc.double({ min: 0, max: 1, noNaN: true }) }), value);
const attribute = fc.oneof(
  fc.constant({}),
  fc.record({ scoreThreshold: fc.double(), scoreType: text }, { requiredKeys: [] }),
  fc.record(
    { summaryScore: score, spanScores: fc.array(fc.record({ score }), { maxLength: 3 }) },
    { requiredKeys: [] },
  ),
  value,
);
const attributes = fc.oneof(fc.dictionary(name, attribute, { maxKeys: 4 }), value);

/** Bodies that go far into the handlers, with any field of any kind. */
const request = fc.record(
  {
    comment: entry,
    requestedAttributes: attributes,
    attributeScores: attributes,
    languages: fc.oneof(
      fc.array(fc.oneof(fc.constantFrom('en', 'es', 'en-GB', 'zh_Hant'), text), { maxLength: 3 }),
      value,
    ),
    context: fc.oneof(
      fc.record({ entries: fc.array(entry, { maxLength: 2 }), articleAndParentComment: value }, { requiredKeys: [] }),
      value,
    ),
    spanAnnotations: value,
    doNotStore: value,
    dropUnsupportedAttributes: value,
    clientToken: value,
    sessionId: value,
    communityId: value,
  },
  { requiredKeys: [] },
);
const body = fc.oneof({ weight: 4, arbitrary: request.map((whole) => JSON.stringify(whole)) }, fc.json(), text);

test.each(['analyze', 'suggestscore'])(
  'any body to %s gives scores or an error in Google’s form, never a 500',
  (method) =>
    fc.assert(
      fc.asyncProperty(body, async (raw) => {
        const answer = await fetch(`${api.root}/v1alpha1/comments:${method}?key=${api.key}`, {
          method: 'POST',
          body: raw,
        });
        expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
        const said = await answer.json();
        if (answer.status === 200) {
          expect(said).toMatchObject({ detectedLanguages: [expect.any(String)] });
          return;
        }
        expect(answer.status).toBe(400);
        expect(said).toEqual({
          error: {
            code: 400,
            status: 'INVALID_ARGUMENT',
            message: expect.stringMatching(/\S/),
            details: expect.arrayContaining([
              expect.objectContaining({ errorType: expect.stringMatching(/^[A-Z_]+$/) }),
            ]),
          },
        });
      }),
      { numRuns: 100 },
    ),
  120_000,
);
