import { compile, diffClauses } from './index.js';

const idsOf = (old: string, next: string) => {
  const { added, removed, changed } = diffClauses(compile(old), compile(next));
  return {
    added: added.map((c) => c.id),
    removed: removed.map((c) => c.id),
    changed: changed.map((c) => c.after.text),
  };
};

test('nothing changes where clauses only move', () => {
  expect(idsOf('Be civil. No spam.', 'No spam. Be civil.')).toEqual({ added: [], removed: [], changed: [] });
});

test('a clause more, a clause less, a clause in other words', () => {
  expect(idsOf('Comments must be civil. No spam.', 'Stay civil. No links.')).toEqual({
    added: ['links-1'],
    removed: ['spam-1'],
    changed: ['Stay civil'],
  });
});

test('a clause that takes over a rule has changed, though its words have not', () => {
  expect(idsOf('Comments must be civil. No insults.', 'Comments must be civil.').changed).toEqual([
    'Comments must be civil',
  ]);
});
