import { addressOf } from './address.js';
import { prepare } from './item.js';

const story = { title: 'Council delays the harbor levy', people: ['Marta Quellen'] };

test.each([
  ['You are a moron and a liar, and Quellen is a fool.', 'commenter', 1],
  ['The author is an idiot. Read your notes.', 'author', 1],
  ['Quellen is an imbecile.', 'storyPerson', 0],
  ['Politicians are idiots.', 'group', 0],
  ['Your plan for the harbor is stupid, but you mean well.', 'none', 2],
  ['She said "you are a moron".', 'none', 0],
])('%s is turned against: %s', (body, dominant, secondPerson) => {
  const address = addressOf(prepare({ body, story }));
  expect(address.dominant).toBe(dominant);
  expect(address.secondPerson).toBe(secondPerson);
});
