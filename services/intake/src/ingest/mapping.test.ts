import { type SubmissionInput, submissionSchema } from '../comments/submission-schema.js';
import { mappingSchema, mapSubmission, plainMapping } from './mapping.js';

const whole: Required<SubmissionInput> = {
  externalId: 'c-1',
  body: 'A fair point.',
  author: { id: 'a-1', name: 'Ann', email: 'ann@example.org', ip: '192.0.2.1', hasEmail: true, isStaff: false },
  story: {
    id: 's-1',
    url: 'https://paper.example/s-1',
    title: 'A story',
    people: ['The mayor'],
    summary: 'What happened.',
  },
  parent: { id: 'c-0', body: 'What do you think?', author: 'Ben' },
  acceptedTerms: true,
  missingFields: ['Town'],
  submittedAt: '2026-11-24T10:00:00Z',
  language: 'en',
  meta: { section: 'news', scores: [1, 2] },
};
const fieldsOf = (value: object, at = ''): string[] =>
  Object.entries(value).flatMap(([field, inner]) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner) && field !== 'meta'
      ? fieldsOf(inner, `${at}/${field}`)
      : [`${at}/${field}`],
  );

test('without a mapping, data that is a submission arrives whole', () => {
  expect(submissionSchema.parse(whole)).toEqual(whole);
  expect(mapSubmission({ data: whole }, plainMapping)).toEqual(whole);
});

test('every field of a submission can be mapped', () => {
  const { shape } = submissionSchema;
  const known = [
    ...Object.keys(shape),
    ...Object.keys(shape.author.shape).map((field) => `author/${field}`),
    ...Object.keys(shape.story.shape).map((field) => `story/${field}`),
    ...Object.keys(shape.parent.unwrap().shape).map((field) => `parent/${field}`),
  ];
  const groups = ['author', 'story', 'parent'];
  const fields = known.filter((field) => !groups.includes(field)).map((field) => `/${field}`);
  expect(fieldsOf(plainMapping).toSorted()).toEqual(fields.toSorted());
  expect(mappingSchema.safeParse(plainMapping).success).toBe(true);
});

test('a payload without a field leaves it out of the submission', () => {
  const { externalId, body, author, story } = whole;
  const least = { externalId, body, author: { id: author.id }, story: { id: story.id, url: story.url } };
  expect(mapSubmission({ data: least }, plainMapping)).toEqual(least);
});
