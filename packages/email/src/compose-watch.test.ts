import { watchAlarms } from '@moderato/domain';
import { composeWatch } from './compose-watch.js';
import type { WatchNews } from './watch-message.js';

const envelope = {
  site: { id: 's', name: 'The Paper', slug: 'paper' },
  to: 'editor@paper.example',
  messageId: 'case-1@paper.example',
  date: new Date('2026-11-23T10:00:00Z'),
  consoleUrl: 'https://console.example/',
};
const compose = (news: WatchNews) => composeWatch(envelope, { url: 'https://paper.example/rules', news });

const change: Extract<WatchNews, { kind: 'changed' }> = {
  kind: 'changed',
  version: 5,
  against: 3,
  added: ['No more than two links.'],
  removed: ['No <b>shouting</b>.'],
  changed: [{ before: 'Be polite.', after: 'Be civil.' }],
  leftOut: ['/tuning/clauses/links-1'],
  supersedes: 4,
  state: 'draft',
  backtest: {
    id: 'b-1',
    state: 'done',
    since: new Date('2026-10-24T00:00:00Z'),
    compared: 1_234,
    flips: { 'approve→reject': 10, 'reject→approve': 1 },
    overModerators: { 'approve→reject': 1 },
  },
};

test('a change is told with its clauses, what it would have changed, and what to do', () => {
  const { subject, text, html, headers } = compose(change);
  expect(subject).toBe('[The Paper] The guidelines page changed: draft 5');
  for (const words of [
    'Moderato made draft 5 of what the page says now. It decides nothing until somebody publishes it.',
    'The live version is 3. Draft 4, of what the page said before, was discarded.',
    'Added:\n- “No more than two links.”',
    'Removed:\n- “No <b>shouting</b>.”',
    'Changed:\n- “Be polite.” is now “Be civil.”',
    'left out:\n- /tuning/clauses/links-1',
    'Over 1,234 comments since 2026-10-24, 11 decisions would change:\napprove → reject: 10\nreject → approve: 1',
    '1 decision of these had been made by a moderator.',
    'GET /v1/guidelines/backtest/b-1',
    'publish it there or give it up',
    'In the console: https://console.example/guidelines?version=5',
    'The page:\nhttps://paper.example/rules',
  ]) {
    expect(text).toContain(words);
  }
  expect(html).toContain('No &lt;b&gt;shouting');
  expect(html).toContain('href="https://console.example/guidelines?version=5"');
  expect(headers).toMatchObject({ 'Auto-Submitted': 'auto-generated', 'Feedback-ID': 'watch-changed:paper:moderato' });
  expect(headers.Importance).toBeUndefined();
});

test.each<[string, Partial<typeof change>, string]>([
  ['still runs', { backtest: { ...change.backtest, state: 'running' } as never }, 'read the result at GET /v1'],
  ['failed', { backtest: { ...change.backtest, state: 'failed' } as never }, 'failed: GET /v1/guidelines/backtest/b-1'],
  ['found no comments', { backtest: { ...change.backtest, compared: 0 } as never }, 'There are no past comments since'],
  [
    'found nothing',
    { backtest: { ...change.backtest, flips: {}, overModerators: {} } as never },
    'no decision would change',
  ],
])('a run over past comments that %s is told as such', (_, changes, words) => {
  expect(compose({ ...change, ...changes }).text).toContain(words);
});

test('a draft that was published or given up meanwhile is not offered again', () => {
  const { text } = compose({ ...change, state: 'live' });
  expect(text).toContain('It is live by now.');
  expect(text).not.toContain('/publish');
});

test('of many clauses some are shown and the rest is counted', () => {
  const added = Array.from({ length: 40 }, (_, i) => `Rule ${i}.`);
  expect(compose({ ...change, added }).text).toContain('… and 15 more');
});

test('words that changed without a clause, and first guidelines, are told', () => {
  const none = { added: [], removed: [], changed: [], leftOut: [], supersedes: null, against: null, backtest: null };
  const { text } = compose({ ...change, ...none });
  expect(text).toContain('The words changed, but no clause did.');
  expect(text).toContain('There are no live guidelines yet.');
});

test.each(watchAlarms)('the alarm %s is marked as one, in the subject and for mail programs', (alarm) => {
  const { subject, text, headers } = compose({ kind: 'alarm', alarm, words: 'Look at it.' });
  expect(subject).toMatch(/^\[The Paper\] ALARM: /);
  expect(text).toContain('Look at it.\nNothing was switched');
  expect(headers).toMatchObject({ Importance: 'high', 'X-Priority': '1' });
});

test('that the page is back, and that an alarm is over, is told', () => {
  const back = compose({ kind: 'back', liveVersion: 3, discarded: 5, inShadow: null });
  expect(back.text).toContain('again what is live (version 3).\nDraft 5, of what the page said in between, was');
  expect(compose({ kind: 'back', liveVersion: 3, discarded: null, inShadow: 5 }).text).toContain('Version 5');
  expect(compose({ kind: 'resolved', words: 'It is read again.' })).toMatchObject({
    subject: '[The Paper] Alarm over: the guidelines page',
    text: expect.stringContaining('It is read again.'),
  });
});
