import { Journal, type JournalParts, type Sent } from './journal.js';
import { type JournalEntry, JournalShelf, type JournalStorage } from './journal-entry.js';

class MemoryStorage implements JournalStorage {
  readonly #items = new Map<string, string>();
  get length() {
    return this.#items.size;
  }
  key = (i: number) => [...this.#items.keys()][i] ?? null;
  getItem = (key: string) => this.#items.get(key) ?? null;
  setItem = (key: string, value: string) => void this.#items.set(key, value);
  removeItem = (key: string) => void this.#items.delete(key);
}

const entry = (id: string, changes: Partial<JournalEntry> = {}): JournalEntry => ({
  id,
  decisionId: `seen-${id}`,
  revision: 1,
  outcome: 'approve',
  group: id,
  dueAt: Date.now() + 10_000,
  ...changes,
});

beforeEach(() => jest.useFakeTimers({ now: new Date('2026-11-24T10:00:00Z') }));
afterEach(() => jest.useRealTimers());

function aPage(storage: JournalStorage, page: string, changes: Partial<JournalParts> = {}) {
  const sent: string[][] = [];
  const refused: string[] = [];
  const last: string[] = [];
  const journal = new Journal({
    shelf: new JournalShelf(storage, 'kim', page),
    now: () => Date.now(),
    send: async (entries): Promise<Sent[]> => {
      sent.push(entries.map(({ id }) => id));
      return entries.map(() => ({ kind: 'recorded' }));
    },
    sendLast: (entries) => last.push(...entries.map(({ id }) => id)),
    onRefused: ({ id }) => refused.push(id),
    onRecorded: () => {},
    ...changes,
  });
  return { journal, sent, refused, last };
}

test('a decision is sent when its time to undo is over, and not before', async () => {
  const { journal, sent } = aPage(new MemoryStorage(), 'a');
  journal.add([entry('one')]);
  await jest.advanceTimersByTimeAsync(9_900);
  expect(sent).toEqual([]);
  expect(journal.state().open).toHaveLength(1);
  await jest.advanceTimersByTimeAsync(200);
  expect(sent).toEqual([['one']]);
  expect(journal.state()).toEqual({ open: [], unsent: [] });
});

test('undo takes back the newest, one key at a time, and what was taken back is never sent', async () => {
  const { journal, sent } = aPage(new MemoryStorage(), 'a');
  journal.add([entry('one')]);
  journal.add([entry('two', { group: 'many' }), entry('three', { group: 'many' })]);
  expect(journal.undo().map(({ id }) => id)).toEqual(['two', 'three']);
  expect(journal.undo().map(({ id }) => id)).toEqual(['one']);
  expect(journal.undo()).toEqual([]);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual([]);
});

test('without an answer a decision is sent again until one comes; a refusal ends it and is told', async () => {
  const answers: Sent[] = [{ kind: 'unknown' }, { kind: 'unknown' }, { kind: 'refused', error: 'no' }];
  let tries = 0;
  const send = async (): Promise<Sent[]> => [answers[tries++] ?? { kind: 'recorded' }];
  const { journal, refused } = aPage(new MemoryStorage(), 'a', { send });
  journal.add([entry('one')]);
  await jest.advanceTimersByTimeAsync(10_100);
  expect([tries, journal.state().unsent.length]).toEqual([1, 1]);
  await jest.advanceTimersByTimeAsync(60_000);
  expect([tries, journal.state().unsent.length, refused]).toEqual([3, 0, ['one']]);
});

test('what a page that crashed had not sent, the next page of the same moderator sends', async () => {
  const storage = new MemoryStorage();
  const crashed = aPage(storage, 'a');
  crashed.journal.add([entry('one')]);
  crashed.journal.close();
  const next = aPage(storage, 'b');
  new Journal(partsOfLee(storage)).look();
  next.journal.look();
  expect(next.journal.decidedElsewhere()).toEqual(new Set(['seen-one']));
  expect(next.sent).toEqual([]);
  await jest.advanceTimersByTimeAsync(26_000);
  new Journal(partsOfLee(storage)).look();
  next.journal.look();
  await jest.advanceTimersByTimeAsync(1);
  expect(next.sent).toEqual([['one']]);
  expect(storage.length).toBe(0);
});

const partsOfLee = (storage: JournalStorage): JournalParts => ({
  shelf: new JournalShelf(storage, 'lee', 'c'),
  now: () => Date.now(),
  send: async () => {
    throw new Error('nothing of Kim’s is Lee’s to send');
  },
  sendLast: () => {},
  onRefused: () => {},
  onRecorded: () => {},
});

test('a page that goes away sends all at once, and keeps it until it is known to be on record', async () => {
  const storage = new MemoryStorage();
  const { journal, last } = aPage(storage, 'a');
  journal.add([entry('one'), entry('two')]);
  journal.leave();
  expect(last).toEqual(['one', 'two']);
  expect(storage.length).toBe(1);
});

test('many of one group go in requests of twenty-five, and other pages’ entries are left alone while they are young', async () => {
  const storage = new MemoryStorage();
  aPage(storage, 'other').journal.add([entry('theirs', { dueAt: Date.now() + 60_000 })]);
  const { journal, sent } = aPage(storage, 'a');
  journal.add(Array.from({ length: 60 }, (_, i) => entry(`c${i}`, { group: 'many', dueAt: Date.now() })));
  await jest.advanceTimersByTimeAsync(100);
  expect(sent.map((ids) => ids.length)).toEqual([25, 25, 10]);
});

test('what stands broken on the shelf is passed over', () => {
  const storage = new MemoryStorage();
  storage.setItem('moderato.decisions.kim.x', '{"not":"a list"}');
  storage.setItem('moderato.decisions.kim.y', '[{"id":7},{]');
  expect(aPage(storage, 'a').journal.decidedElsewhere()).toEqual(new Set());
});
