import { join } from 'node:path';
import { demoComments, readDemoWords } from './demo-comments.js';

const fixtures = join(__dirname, '..', '..', 'fixtures', 'hawaii-warrior-world');
const now = new Date('2026-11-24T12:00:00Z');

test('the demo has some hundred comments, no two alike, of many people on many stories, some of them answers', async () => {
  const comments = demoComments(await readDemoWords(fixtures), 320, now);
  expect(comments).toHaveLength(320);
  expect(new Set(comments.map(({ body }) => body)).size).toBe(320);
  expect(new Set(comments.map(({ externalId }) => externalId)).size).toBe(320);
  expect(new Set(comments.map(({ author }) => author.id)).size).toBeGreaterThan(15);
  expect(new Set(comments.map(({ story }) => story.id)).size).toBe(6);
  expect(comments.filter(({ parent }) => parent).length).toBeGreaterThan(30);
  expect(comments.every(({ submittedAt, body }) => submittedAt <= now.toISOString() && !/[{}]/.test(body))).toBe(true);
});

test('it is the same wherever it is started', async () => {
  const words = await readDemoWords(fixtures);
  expect(demoComments(words, 50, now)).toEqual(demoComments(words, 50, now));
});
