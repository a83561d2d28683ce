import { eventually } from '@moderato/testkit';
import type { Browser, Page, Route } from 'playwright-core';
import { type DeskSite, finding, type HeldComment, startDeskSite } from './desk-site.js';
import {
  accessibilityFaults,
  builtDesk,
  describeInBrowser,
  launchBrowser,
  openPage,
  picture,
  type WatchedPage,
} from './open-browser.js';

const held = (body: string, probability: number, more: Partial<HeldComment> = {}): HeldComment => ({
  body,
  author: 'Reader 17',
  story: 'Council weighs grocery tax',
  decision: { probability, findings: [finding('civility-1', { rule: 'civility' })] },
  ...more,
});

let browser: Browser;
let site: DeskSite;
let watched: WatchedPage;
let page: Page;

jest.setTimeout(120_000);

describeInBrowser('the queue, worked', () => {
  beforeAll(async () => {
    browser = await launchBrowser();
    site = await startDeskSite(builtDesk());
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  beforeEach(async () => {
    await site.db.owner.query('delete from held_comment');
    watched = await openPage(browser);
    page = watched.page;
  });
  afterEach(async () => {
    await page.context().close();
    expect(watched.complaints).toEqual([]);
  });

  const signIn = async (name = 'Kim', preferences = {}) =>
    void (await page.goto(await site.loginLink(name, { preferences })));
  const shows = (words: string, on = page) => on.getByTestId('comment-text').filter({ hasText: words }).waitFor();
  const outcomesOf = async (id: string) => (await site.decisionsOf(id)).map(({ outcome }) => outcome);
  const onRecord = async (id: string, outcomes: string[], timeoutMs = 15_000) => {
    await eventually('the decision', async () => (await outcomesOf(id)).length >= outcomes.length, timeoutMs);
    expect(await outcomesOf(id)).toEqual(outcomes);
  };

  test('a whole shift by keyboard alone', async () => {
    const ids: string[] = [];
    for (const [i, word] of ['first', 'second', 'third', 'fourth', 'fifth'].entries()) {
      ids.push(await site.hold(held(`The ${word} of the shift.`, 0.9 - i / 10)));
    }
    const [first, second, third, fourth, fifth] = ids as [string, string, string, string, string];
    await signIn('Kim', { undoSeconds: 3 });
    await shows('The first');
    await page.keyboard.press('a');
    await shows('The second');
    await page.keyboard.press('u');
    await shows('The first');
    await page.keyboard.press('r');
    await page.keyboard.press('2');
    await shows('The second');
    await page.keyboard.press('e');
    await page.getByRole('dialog', { name: 'Escalate this comment' }).waitFor();
    await page.keyboard.type('Perhaps libel; a or r?');
    await page.keyboard.press('Enter');
    await shows('The third');
    await page.keyboard.press('s');
    await shows('The fourth');
    await page.keyboard.press('b');
    await page.getByRole('dialog', { name: /The author/ }).waitFor();
    await page.getByRole('textbox', { name: /Reason/ }).focus();
    await page.keyboard.type('Again and again.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('It is on record').waitFor();
    await picture(page, 'ban-light');
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.keyboard.press('Enter');
    await shows('The fifth');
    await page.keyboard.press('/');
    await page.keyboard.type('third');
    await page.keyboard.press('Enter');
    await shows('The third');
    expect(new URL(page.url()).searchParams.get('words')).toBe('third');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor();
    await onRecord(first, ['review', 'reject']);
    await onRecord(third, ['review', 'approve']);
    await onRecord(fourth, ['review', 'reject']);
    expect([await outcomesOf(second), await outcomesOf(fifth)]).toEqual([['review'], ['review']]);
    const { rows } = await site.db.owner.query('select kind, reason from penalty where comment_id = $1', [fourth]);
    expect(rows).toEqual([{ kind: 'strike', reason: 'Again and again.' }]);
    await page.goto(`${site.origin}/?view=escalated`);
    await shows('The second');
    await page.getByText('Perhaps libel; a or r?').waitFor();
  });

  test('two desks: each sees what the other has open, decides and what is new, without reloading and without jumps', async () => {
    const first = await site.hold(held('One for Kim.', 0.9));
    await site.hold(held('One for Lee.', 0.8));
    await signIn('Kim Akana');
    await shows('One for Kim');
    await page.getByRole('button', { name: /One for Kim/ }).waitFor();
    const other = await openPage(browser);
    const lee = other.page;
    const claimed = page.waitForResponse((answer) => answer.url().endsWith('/api/claims'));
    await page.keyboard.press('k');
    await claimed.catch(() => {});
    await lee.goto(await site.loginLink('Lee Ann'));
    await shows('One for Lee', lee);
    await lee.getByRole('img', { name: 'Open at Kim Akana’s desk' }).waitFor();
    await page.getByRole('img', { name: 'Open at Lee Ann’s desk' }).waitFor();
    await picture(lee, 'taken-light');
    expect(await accessibilityFaults(lee)).toEqual([]);
    await lee.getByRole('button', { name: /One for Kim/ }).click();
    await lee.getByText('has this comment open').waitFor();
    await page.keyboard.press('a');
    await lee.getByText(/Approved by Kim Akana while you read it/).waitFor();
    await shows('One for Kim', lee);
    await onRecord(first, ['review', 'approve']);
    await lee.keyboard.press('j');
    await shows('One for Lee', lee);
    await site.hold(held('Worse than both.', 0.95));
    site.ring();
    await lee.getByRole('button', { name: '1 new' }).waitFor();
    await shows('One for Lee', lee);
    await picture(lee, 'news-light');
    await lee.keyboard.press('n');
    await lee.getByRole('button', { name: /Worse than both/ }).waitFor();
    await shows('One for Lee', lee);
    expect(other.complaints).toEqual([]);
    await lee.context().close();
  });

  test('a connection that drops in the middle of a decision loses nothing and doubles nothing', async () => {
    const id = await site.hold(held('Decided in a tunnel.', 0.9));
    await site.hold(held('The next one.', 0.5));
    await signIn('Kim', { undoSeconds: 1 });
    await shows('Decided in a tunnel');
    const dropTheAnswer = async (route: Route) => {
      // It arrives, and the answer never comes back.
      await route.fetch();
      await page.context().setOffline(true);
      await route.abort();
    };
    await page.route('**/decide', dropTheAnswer, { times: 1 });
    await page.keyboard.press('a');
    await shows('The next one');
    await page.getByText('You are offline.').waitFor();
    await page.getByText('One decision waits here').waitFor();
    await page.context().setOffline(false);
    await page.getByText('One decision waits here').waitFor({ state: 'detached' });
    expect(await outcomesOf(id)).toEqual(['review', 'approve']);
    watched.complaints.length = 0;
  });

  test('a page that is closed while a decision can be undone sends it as it goes, or leaves it to the next page', async () => {
    const id = await site.hold(held('Closed right after.', 0.9));
    await signIn('Kim', { undoSeconds: 30 });
    await shows('Closed right after');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'Nothing waits.' }).waitFor();
    await page.goto('about:blank');
    // What a browser still sends for a page that is gone it does not promise.
    const next = await page.context().newPage();
    await next.goto(site.origin);
    await onRecord(id, ['review', 'approve'], 40_000);
  }, 90_000);

  test('a page that crashes while a decision can be undone leaves it to the next page', async () => {
    const id = await site.hold(held('Crashed right after.', 0.9));
    await signIn('Kim', { undoSeconds: 1 });
    await shows('Crashed right after');
    await page.route('**/decide', (route) => route.abort());
    await page.keyboard.press('a');
    await page.getByText('One decision waits here').waitFor();
    const crashed = page.waitForEvent('crash');
    await page.goto('chrome://crash').catch(() => {});
    await crashed;
    expect(await outcomesOf(id)).toEqual(['review']);
    const next = await page.context().newPage();
    await next.goto(site.origin);
    await next.getByRole('heading', { name: 'Nothing waits.' }).waitFor();
    await onRecord(id, ['review', 'approve'], 40_000);
    watched.complaints.length = 0;
  });

  test('the next five comments are there before they are asked for: without a connection they show with all they need', async () => {
    for (let i = 0; i < 7; i++) await site.hold(held(`Comment number ${i}.`, 0.9 - i / 10));
    await signIn('Kim', { undoSeconds: 30 });
    await shows('Comment number 0');
    await page.waitForLoadState('networkidle').catch(() => {});
    await page.context().setOffline(true);
    for (let i = 1; i <= 5; i++) {
      await page.keyboard.press(i % 2 ? 'a' : 'j');
      await shows(`Comment number ${i}`);
      await page.getByText('In good standing').waitFor();
    }
    await page.context().setOffline(false);
    watched.complaints.length = 0;
  });

  test('64 KB of one word, zalgo and bidirectional overrides neither break the page nor stop the keys', async () => {
    const zalgo = `H${'\u0301\u0316\u0348'.repeat(60)}e comes ${'\u202E'}backwards${'\u2066'}`;
    const hostile = [
      `${'W'.repeat(64_000)}`,
      zalgo,
      '<img src=x onerror="window.hacked=1"><style>*{display:none}</style>',
    ];
    for (const [i, body] of hostile.entries()) await site.hold(held(body, 0.9 - i / 10, { author: body.slice(0, 90) }));
    await signIn();
    await shows('WWWW');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
    await picture(page, 'one-word-light');
    await page.keyboard.press('j');
    await shows('comes');
    await picture(page, 'zalgo-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.keyboard.press('j');
    await shows('onerror');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  test('all of a view are decided together after a look at them, with progress, and taken back with one key', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 30; i++) ids.push(await site.hold(held(`Buy pills, offer ${i}.`, 0.9 - i / 100)));
    const other = await site.hold({ ...held('Not one of them.', 0.3), decision: { probability: 0.3 } });
    await signIn('Kim', { undoSeconds: 5 });
    await shows('offer 0');
    await page.getByText('By clause').click();
    await page.getByRole('link', { name: /comments must be civil/ }).click();
    const chooseAll = async () => {
      await page.getByRole('button', { name: 'Select several' }).click();
      await page.getByRole('button', { name: 'All in this view' }).click();
      await page.getByRole('button', { name: 'Decide 30…' }).click();
      await page.getByRole('dialog', { name: 'Decide 30 comments alike' }).waitFor();
    };
    await chooseAll();
    await picture(page, 'bulk-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Reject 30' }).click();
    await page.getByText('Rejected 30 comments').waitFor();
    await page.keyboard.press('u');
    await shows('offer');
    await chooseAll();
    await page.getByRole('button', { name: 'Reject 30' }).click();
    await page.getByText('0 of 30 on record').waitFor();
    for (const id of ids) await onRecord(id, ['review', 'reject'], 20_000);
    expect(await outcomesOf(other)).toEqual(['review']);
  });

  test('who sits here first gets a tour that can be skipped for good, and a desk that spares them', async () => {
    await site.hold(held('Blurred until looked at.', 0.9));
    await signIn('New', { tourSeen: false });
    const tour = page.getByRole('region', { name: 'Tour of the desk' });
    await tour.getByRole('heading', { name: 'What waits' }).waitFor();
    await picture(page, 'tour-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await tour.getByRole('button', { name: 'Skip the tour' }).click();
    await tour.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Signed in as New' }).click();
    await page.getByRole('menuitem', { name: 'Your desk' }).click();
    await page.getByLabel(/Blur comments/).selectOption('all');
    const kept = page.waitForResponse((answer) => /"greyscale":true/.test(answer.request().postData() ?? ''));
    await page.getByRole('switch', { name: 'Show the desk in grey' }).check();
    await kept;
    await picture(page, 'preferences-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.reload();
    await shows('Blurred');
    const filter = () => page.getByTestId('comment-text').evaluate((element) => getComputedStyle(element).filter);
    expect(await filter()).toContain('blur');
    await page.getByTestId('comment-text').focus();
    expect(await filter()).toBe('none');
    expect(await tour.count()).toBe(0);
  });
});
