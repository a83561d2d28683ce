import type { Scores } from '@moderato/domain';
import type { Browser, Page, Route } from 'playwright-core';
import { type DeskSite, finding, type HeldComment, mark, startDeskSite } from './desk-site.js';
import {
  accessibilityFaults,
  builtDesk,
  describeInBrowser,
  launchBrowser,
  openPage,
  picture,
  type WatchedPage,
} from './open-browser.js';

const putin = 'Putin vows trade, security agreements with North Korea ahead of visit';
const scores = (changes: Partial<Scores>): Scores => ({
  TOXICITY: 0,
  SEVERE_TOXICITY: 0,
  INSULT: 0,
  PROFANITY: 0,
  THREAT: 0,
  IDENTITY_ATTACK: 0,
  SEXUALLY_EXPLICIT: 0,
  ATTACK_ON_COMMENTER: 0,
  ATTACK_ON_AUTHOR: 0,
  SPAM: 0,
  CONSTRUCTIVE: 0,
  ...changes,
});

const insult = 'You are a pathetic moron and everyone here despises you, but the levy is too high.';
const worst: HeldComment = {
  body: insult,
  author: 'Reader 17',
  story: putin,
  parent: { author: 'Keala', body: 'The treaty text says nothing about troops.\nRead it before you shout.' },
  decision: {
    probability: 0.93,
    marks: [mark(insult, 'pathetic moron', 'INSULT', 0.95), mark(insult, 'despises you', 'ATTACK_ON_COMMENTER', 0.5)],
    scores: scores({ TOXICITY: 0.91, INSULT: 0.95, ATTACK_ON_COMMENTER: 0.88, CONSTRUCTIVE: 0.12 }),
    findings: [
      finding('personal_attack-1', { severity: 'severe', explanation: 'Calls another commenter a moron.' }),
      finding('civility-1', {
        rule: 'civility',
        confidence: 0.72,
        explanation: 'The tone is contemptuous throughout.',
      }),
    ],
  },
};
const trick = `<script>window.hacked = 1</script><img src=x onerror="window.hacked=1"> \u202Edlrow eht fo dne\nsecond line http://evil.example/a?b=1 {{7*7}}`;
const hostile: HeldComment = {
  body: trick,
  author: 'Bobby "><b>Tables</b> \u202Egnp.exe',
  story: '<i>Slanted</i> story',
  decision: { probability: 0.7, findings: [finding('good_taste-1', { rule: 'good-taste', target: 'none' })] },
};
const unjudged: HeldComment = {
  body: 'The general excise tax on groceries falls hardest on people who earn the least.',
  author: 'Leilani',
  story: 'Council weighs grocery tax',
  decision: { degraded: ['engine_failed'] },
};

let browser: Browser;
let site: DeskSite;
let watched: WatchedPage;
let page: Page;

jest.setTimeout(90_000);

describeInBrowser('the desk', () => {
  beforeAll(async () => {
    const folder = builtDesk();
    browser = await launchBrowser();
    site = await startDeskSite(folder);
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  beforeEach(async () => {
    await site.db.owner.query(`delete from held_comment`);
    watched = await openPage(browser);
    page = watched.page;
  });
  afterEach(async () => {
    await page.context().close();
    expect(watched.complaints).toEqual([]);
  });

  const signIn = async (name = 'Kim') => void (await page.goto(await site.loginLink(name)));
  const text = () => page.getByTestId('comment-text');
  const shows = (words: string) => text().filter({ hasText: words }).waitFor();
  const decided = async (id: string, outcome: string) => {
    await page.waitForResponse((answer) => answer.url().endsWith(`/${id}/decide`));
    expect((await site.decisionsOf(id)).at(-1)).toMatchObject({ decided_by: 'moderator', outcome });
  };

  test('a login link opens the queue with the worst first, and why', async () => {
    await site.hold(unjudged);
    await site.hold(worst);
    await signIn();
    await shows('pathetic moron');
    expect(new URL(page.url()).pathname).toBe('/');
    await page.getByRole('heading', { name: 'Reject: with no personal attacks' }).waitFor();
    await page.getByText('93\u202f%').first().waitFor();
    await page.getByText('Calls another commenter a moron.').waitFor();
    expect(await page.locator('.clause-sentence em').first().textContent()).toBe('with no personal attacks');
    await page.locator('mark').first().hover();
    await page.getByRole('tooltip', { name: /Insult 95/ }).waitFor();
    await picture(page, 'queue-light');
  });

  test('A approves, and the next comment is there before the answer', async () => {
    const [first, second] = [await site.hold(worst), await site.hold(unjudged)];
    await signIn();
    await shows('pathetic moron');
    const answer = decided(first, 'approve');
    await page.keyboard.press('a');
    await shows('grocer');
    await answer;
    await page.getByText('Approved the last one.').waitFor();
    expect(await site.decisionsOf(second)).toHaveLength(1);
  });

  test('R and a digit reject under the site’s own clause; Enter takes the proposed one', async () => {
    const [first, second] = [await site.hold(worst), await site.hold(hostile)];
    await signIn();
    await shows('pathetic moron');
    await page.keyboard.press('r');
    await page.getByRole('dialog').waitFor();
    await picture(page, 'reject-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    const third = decided(first, 'reject');
    await page.keyboard.press('3');
    await third;
    expect((await site.decisionsOf(first)).at(-1)?.document.findings[0]?.clause.id).toBe('good_taste-1');
    await shows('second line');
    await page.keyboard.press('r');
    await page.getByRole('dialog').waitFor();
    const proposed = decided(second, 'reject');
    await page.keyboard.press('Enter');
    await proposed;
    expect((await site.decisionsOf(second)).at(-1)?.document.findings[0]?.rule).toBe('good-taste');
    await page.getByRole('heading', { name: 'Nothing waits.' }).waitFor();
    await picture(page, 'empty-light');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('what is typed as a reason goes on record, digits included', async () => {
    const id = await site.hold(worst);
    await signIn();
    await shows('pathetic moron');
    await page.keyboard.press('r');
    await page.getByRole('textbox', { name: 'Your own words, if they help' }).fill('See rule 4.');
    await page.keyboard.type(' 1 a j');
    const answer = decided(id, 'reject');
    await page.keyboard.press('Control+Enter');
    await answer;
    expect((await site.decisionsOf(id)).at(-1)?.document.reason).toBe('See rule 4. 1 a j');
  });

  test('text with markup, script and bidirectional controls is text, and upsets nothing around it', async () => {
    await site.hold(hostile);
    await signIn();
    await shows('second line');
    expect(await text().textContent()).toBe(trick.replace('http://evil.example/a?b=1', 'link to evil.example'));
    await page.getByRole('button', { name: 'link to evil.example: show it' }).click();
    expect(await text().textContent()).toBe(trick);
    expect(await text().locator('a, img, script').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(await page.locator('.byline strong').textContent()).toBe('Bobby "><b>Tables</b> \u202Egnp.exe');
    await picture(page, 'hostile-light');
  });

  test('a comment held because nothing could be judged says so, and looks unlike a violation', async () => {
    await site.hold(unjudged);
    await signIn();
    await page.locator('.proposal[data-kind=held]').getByText('the rules failed on this comment').waitFor();
    await picture(page, 'held-light');
    expect(await accessibilityFaults(page)).toEqual([]);
  });

  test('J and K move without deciding, and ? lists the keys', async () => {
    await site.hold(worst);
    await site.hold(unjudged);
    await signIn();
    await shows('pathetic moron');
    await page.keyboard.press('j');
    await shows('grocer');
    await page.keyboard.press('j');
    await shows('grocer');
    await page.keyboard.press('k');
    await shows('pathetic moron');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await picture(page, 'keys-light');
    await page.keyboard.press('a');
    await page.keyboard.press('Escape');
    await shows('pathetic moron');
  });

  test('when somebody else was first, the desk says so and shows how the comment stands', async () => {
    const id = await site.hold(worst);
    await site.hold(unjudged);
    // Without this the desk would have heard of it before it could decide.
    await page.route('**/api/events', (route) => route.abort());
    await signIn('Kim');
    await shows('pathetic moron');
    await page.route('**/api/queue*', (route) => route.abort());
    const other = await openPage(browser);
    await other.page.goto(await site.loginLink('Lee'));
    await other.page.getByRole('button', { name: /pathetic moron/ }).click();
    await other.page.getByTestId('comment-text').filter({ hasText: 'pathetic moron' }).waitFor();
    const theirs = other.page.waitForResponse((answer) => answer.url().endsWith('/decide'));
    await other.page.keyboard.press('a');
    await theirs;
    await other.page.context().close();
    await page.unroute('**/api/queue*');
    await page.keyboard.press('r');
    await page.keyboard.press('1');
    const notice = page.getByRole('alert').filter({ hasText: 'Somebody else was first' });
    await notice.getByText(/Approved by Lee/).waitFor();
    await picture(page, 'conflict-light');
    await notice.getByRole('link').click();
    await page.getByText('Decided by a moderator').waitFor();
    expect(await site.decisionsOf(id)).toHaveLength(2);
    watched.complaints.length = 0;
  });

  test('a decision that fails is said to have failed, and the comment is put back', async () => {
    const id = await site.hold(worst);
    await signIn();
    await shows('pathetic moron');
    await page.route('**/decide', (route) => route.fulfill({ status: 403, json: { title: 'No.', status: 403 } }));
    await page.keyboard.press('a');
    await page.getByRole('alert').filter({ hasText: 'was not recorded' }).waitFor();
    await shows('pathetic moron');
    await picture(page, 'failed-light');
    expect(await site.decisionsOf(id)).toHaveLength(1);
    await page.unroute('**/decide');
    const answer = decided(id, 'approve');
    await page.getByRole('button', { name: 'Try again' }).click();
    await answer;
    watched.complaints.length = 0;
  });

  test('offline, decisions are kept and sent once the connection is back', async () => {
    const id = await site.hold(worst);
    await site.hold(unjudged);
    await signIn();
    await shows('pathetic moron');
    await page.context().setOffline(true);
    await page.keyboard.press('a');
    await page.getByText('One decision waits here').waitFor();
    await shows('grocer');
    await picture(page, 'offline-light');
    expect(await site.decisionsOf(id)).toHaveLength(1);
    const answer = decided(id, 'approve');
    await page.context().setOffline(false);
    await answer;
    watched.complaints.length = 0;
  });

  test('a comment’s own page shows its history and overrules a decision', async () => {
    const id = await site.hold(worst);
    await signIn();
    await shows('pathetic moron');
    const first = decided(id, 'approve');
    await page.keyboard.press('a');
    await first;
    await page.goto(`${site.origin}/comments/${id}`);
    await page.getByText('Kim approved').waitFor();
    const second = decided(id, 'reject');
    await page.keyboard.press('r');
    await page.keyboard.press('1');
    await second;
    await page.getByText('Kim rejected').waitFor();
    await picture(page, 'comment-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.goto(`${site.origin}/comments/${site.siteId}`);
    await page.getByText('There is no such comment').waitFor();
    watched.complaints.length = 0;
  });

  test('signed out, the page says how to sign in; a used link says so', async () => {
    await page.goto(site.origin);
    await page.getByText('You are signed out').waitFor();
    await picture(page, 'signed-out-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    const link = await site.loginLink('Kim');
    await page.goto(link);
    await page.getByRole('button', { name: 'Signed in as Kim' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByText('You are signed out').waitFor();
    await page.goto(link);
    await page.getByText('does not work any more').waitFor();
    await picture(page, 'dead-link-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    watched.complaints.length = 0;
  });

  test('an unanswered decision is not called lost, and is sent again by itself, which counts once', async () => {
    const id = await site.hold(worst);
    await signIn();
    await shows('pathetic moron');
    const loseOne = async (route: Route) => {
      await route.fetch();
      await route.abort();
    };
    await page.route('**/decide', loseOne, { times: 1 });
    const answer = page.waitForResponse((response) => response.url().endsWith('/decide'));
    await page.keyboard.press('a');
    await page.getByText('One decision waits here').waitFor();
    expect((await answer).status()).toBe(200);
    expect(await site.decisionsOf(id)).toHaveLength(2);
    watched.complaints.length = 0;
  });

  test('a kept mail is shown in a frame where nothing runs', async () => {
    await site.keepMail('Report: an older one', '<p>Older</p>');
    const script = '<script>parent.hacked = 1; top.hacked = 1</script><img src="x" onerror="top.hacked = 1">';
    const mailbox = await site.keepMail(
      'Rejected: “You are a pathetic moron”',
      `<p style="color: #800">The words of a comment</p>${script}<a href="${site.origin}/">To the desk</a>`,
    );
    await page.goto(mailbox);
    await page.frameLocator('iframe').getByText('The words of a comment').waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await picture(page, 'mailbox-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    const desk = page.context().waitForEvent('page');
    await page.frameLocator('iframe').getByRole('link', { name: 'To the desk' }).click();
    await (await desk).getByText('You are signed out').waitFor();
    await (await desk).close();
    await page.getByRole('link', { name: 'Report: an older one' }).click();
    await page.frameLocator('iframe').getByText('Older').waitFor();
    // The browser says that it blocked the mail's script and picture: so it should.
    expect(watched.complaints.filter((words) => !/Blocked script|Content Security Policy/.test(words))).toEqual([]);
    watched.complaints.length = 0;
  });

  test.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 390, 844],
    ['dark', 390, 844],
    ['light', 900, 1100],
  ] as const)('in %s colours at %d pixels all is readable and within the page', async (colorScheme, width, height) => {
    for (const comment of [worst, hostile, unjudged]) await site.hold(comment);
    await page.context().close();
    watched = await openPage(browser, { colorScheme, viewport: { width, height }, hasTouch: width < 600 });
    page = watched.page;
    await signIn();
    await shows('pathetic moron');
    await page
      .getByText(/The rules held/)
      .first()
      .waitFor({ state: 'attached' });
    await picture(page, `desk-${colorScheme}-${width}`);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const bar = await page.getByRole('toolbar').boundingBox();
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(height + 1);
    await page.keyboard.press('r');
    await page.getByRole('dialog').waitFor();
    await picture(page, `reject-${colorScheme}-${width}`);
    expect(await accessibilityFaults(page)).toEqual([]);
  });
});
