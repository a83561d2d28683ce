import { randomUUID } from 'node:crypto';
import { createTestDatabase, eventually, queueBackends, queuePrefix, type TestDatabase } from '@moderato/testkit';
import { createDeskBell } from './desk-bell.js';
import { createSignals, type Signals } from './signals.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

describe.each(queueBackends())('on $name', ({ redisUrl }) => {
  const open: Signals[] = [];
  const another = (prefix: string) => {
    const signals = createSignals({ redisUrl, databaseUrl: db.url, prefix });
    open.push(signals);
    return signals;
  };
  afterEach(async () => {
    for (const signals of open.splice(0)) await signals.close();
  });

  test('what one process says, the others hear: of their topics, in order, and of no other deployment', async () => {
    const prefix = queuePrefix();
    const [saying, hearing] = [another(prefix), another(prefix)];
    const heard: unknown[] = [];
    const elsewhere: unknown[] = [];
    await hearing.subscribe(
      'desk.a',
      (message) => heard.push(message),
      () => {},
    );
    await another(queuePrefix()).subscribe(
      'desk.a',
      (message) => elsewhere.push(message),
      () => {},
    );
    await saying.publish('desk.b', { n: 0 });
    for (const n of [1, 2, 3]) await saying.publish('desk.a', { n, words: 'Überführt “so”' });
    await eventually('three messages', () => heard.length === 3);
    expect(heard).toEqual([1, 2, 3].map((n) => ({ n, words: 'Überführt “so”' })));
    expect(elsewhere).toEqual([]);
  });

  test('who left hears no more, and who stays still does', async () => {
    const signals = another(queuePrefix());
    const [gone, stays]: [unknown[], unknown[]] = [[], []];
    const leave = await signals.subscribe(
      'desk.a',
      (message) => gone.push(message),
      () => {},
    );
    await signals.subscribe(
      'desk.a',
      (message) => stays.push(message),
      () => {},
    );
    await leave();
    await signals.publish('desk.a', { n: 1 });
    await eventually('the message', () => stays.length === 1);
    expect(gone).toEqual([]);
  });

  test('however often the bell rings at once, a desk hears it once', async () => {
    const siteId = randomUUID();
    const prefix = queuePrefix();
    const bell = createDeskBell(another(prefix), (error) => expect(error).toBeUndefined(), 20);
    const heard: unknown[] = [];
    await bell.hear(
      siteId,
      (signal) => heard.push(signal),
      () => {},
    );
    for (let i = 0; i < 50; i++) bell.ring(siteId);
    await eventually('the bell', () => heard.length > 0);
    bell.tell(siteId, { type: 'released', commentId: 'c', by: { id: 'm', name: 'Kim' } });
    await eventually('the word after it', () => heard.length > 1);
    expect(heard.map((signal) => (signal as { type: string }).type)).toEqual(['arrived', 'released']);
  });
});

test('after a lost connection to Postgres it listens again, and says that something may have been missed', async () => {
  const signals = createSignals({ databaseUrl: db.url, prefix: queuePrefix() });
  try {
    const heard: unknown[] = [];
    let gaps = 0;
    await signals.subscribe(
      'desk.a',
      (message) => heard.push(message),
      () => void gaps++,
    );
    await db.owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'moderato-signals' and datname = current_database()`,
    );
    await eventually('the gap to be told', () => gaps === 1);
    await signals.publish('desk.a', { n: 1 });
    await eventually('the message', () => heard.length === 1);
  } finally {
    await signals.close();
  }
});
