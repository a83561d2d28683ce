import { fileAppeal, imposePenalty, insertModerator, MasterKeys, recordModeratorDecision } from '@moderato/database';
import { appealSettingsSchema, newId } from '@moderato/domain';
import type { Browser, Page } from 'playwright-core';
import { type DeskSite, finding, startDeskSite } from './desk-site.js';
import {
  accessibilityFaults,
  builtDesk,
  describeInBrowser,
  launchBrowser,
  openPage,
  picture,
  type WatchedPage,
} from './open-browser.js';

const dayMs = 86_400_000;
/** What a page may take on a machine that has much else to do, in milliseconds. */
const slowMs = 20_000;
const insult = 'You are a pathetic moron and everyone here despises you, but the levy is too high.';
const words = 'I was angry at the levy, not at him.\nHe called me names first: why is his comment still there?';
const settings = appealSettingsSchema.parse({});
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

let browser: Browser;
let site: DeskSite;
let watched: WatchedPage;
let page: Page;
let masterKeys: MasterKeys;

/** A rejected comment whose author appealed some days ago. */
async function anAppeal({ daysAgo = 0, body = insult, text = words } = {}): Promise<{ id: string; commentId: string }> {
  const { db, siteId } = site;
  const commentId = await site.hold({
    body,
    author: 'Reader 17',
    story: 'Council weighs grocery tax',
    decision: {
      outcome: 'reject',
      probability: 0.93,
      findings: [finding('personal_attack-1', { severity: 'severe', explanation: 'Calls another commenter a moron.' })],
    },
  });
  const at = new Date(Date.now() - daysAgo * dayMs);
  const given = { about: { commentId }, source: 'link', text, wantsOutcome: false } as const;
  const filed = await db.database.withSite(siteId, (tx) =>
    fileAppeal(tx, siteId, given, { masterKeys, settings, actor: 'author', at }),
  );
  return { id: filed.appeal.id, commentId };
}
const stateOf = async (id: string) =>
  (await site.db.owner.query('select state, reason from appeal where id = $1', [id])).rows[0];

describeInBrowser('the appeals page', () => {
  beforeAll(async () => {
    const folder = builtDesk();
    browser = await launchBrowser();
    site = await startDeskSite(folder);
    masterKeys = new MasterKeys([site.masterKey]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  beforeEach(async () => {
    await site.db.owner.query('delete from appeal');
    watched = await openPage(browser);
    page = watched.page;
    page.context().setDefaultTimeout(slowMs);
    await page.goto(await site.loginLink('Kimo'));
  });
  afterEach(async () => {
    expect(watched.complaints).toEqual([]);
    await page.context().close();
  });
  const open = () => page.goto(`${site.origin}/appeals`);

  test('a moderator reads the author’s words, the comment and the clause, and overturns by keyboard alone', async () => {
    const late = await anAppeal({ daysAgo: 16 });
    await anAppeal({ body: 'Another comment.', text: 'Please look again.' });
    await open();
    await page.getByText('Overdue by 2 days').first().waitFor();
    await page.getByRole('link', { name: 'Appeals 2' }).waitFor();
    await page.getByText('He called me names first').waitFor();
    expect(await page.getByTestId('comment-text').innerText()).toBe(insult);
    await page.getByText('with no personal attacks').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'appeals-1440-light');
    await page.keyboard.press('o');
    await page.getByRole('dialog', { name: /Overturn/ }).waitFor();
    await page.keyboard.type('It was aimed at the levy.');
    await picture(page, 'appeals-dialog');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Overturned: the author was right').first().waitFor();
    expect(await stateOf(late.id)).toEqual({ state: 'overturned', reason: 'It was aimed at the levy.' });
    expect((await site.decisionsOf(late.commentId)).map(({ outcome }) => outcome)).toEqual(['reject', 'approve']);
    await page.getByRole('link', { name: 'Appeals 1' }).waitFor();
    await page.keyboard.press('j');
    await page.getByText('Please look again.').waitFor();
  }, 120_000);

  test('with the mouse a moderator upholds; without a reason nothing is sent', async () => {
    const { id } = await anAppeal();
    await open();
    await page.getByRole('button', { name: /Uphold/ }).click();
    const dialog = page.getByRole('dialog', { name: /Uphold/ });
    expect(await dialog.getByRole('button', { name: 'Uphold' }).isDisabled()).toBe(true);
    await dialog.getByLabel(/Why, for the author/).fill('It names him.');
    await dialog.getByRole('button', { name: 'Uphold' }).click();
    await page.getByText('Upheld: the decision stands').first().waitFor();
    expect(await stateOf(id)).toEqual({ state: 'upheld', reason: 'It names him.' });
    expect(await page.getByRole('button', { name: /Overturn/ }).isDisabled()).toBe(true);
  }, 120_000);

  test('who is second sees what the first did, on the page, and loses nobody’s decision', async () => {
    const { id } = await anAppeal();
    await open();
    await page.getByText('He called me names first').waitFor();
    const other = await openPage(browser);
    other.page.context().setDefaultTimeout(slowMs);
    await other.page.goto(await site.loginLink('Leilani'));
    await other.page.goto(`${site.origin}/appeals`);
    await other.page.getByText('He called me names first').waitFor();
    await other.page.keyboard.press('o');
    await other.page.getByRole('dialog').waitFor();
    // The first has it in hand; the second learns so when they try.
    await page.keyboard.press('u');
    await page.getByText(/Leilani is looking at it/).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await other.page.keyboard.type('He was right.');
    await other.page.keyboard.press('Control+Enter');
    await other.page.getByText('Overturned: the author was right').first().waitFor();
    await page.goto(`${site.origin}/appeals?appeal=${id}`);
    await page.getByText(/Leilani,/).waitFor();
    expect((await stateOf(id)).state).toBe('overturned');
    await other.page.context().close();
    // The refusal is the only thing that the browser noted.
    expect(watched.complaints.splice(0).every((line) => line.includes('409'))).toBe(true);
  }, 120_000);

  test('one’s own decision is for somebody else, and the page says so', async () => {
    const { db, siteId } = site;
    const { commentId } = await anAppeal();
    await db.owner.query('delete from appeal');
    const me = (await db.owner.query(`select id from moderator where name = 'Kimo' order by created_at desc limit 1`))
      .rows[0].id;
    const [seen] = (await site.decisionsOf(commentId)).map(({ document }) => document);
    const at = new Date();
    await db.database.withSite(siteId, async (tx) => {
      await insertModerator(tx, siteId, { id: newId(at), name: 'Somebody else' }, at);
      if (!seen) return;
      const decision = { ...seen, id: newId(at), decidedBy: 'moderator' as const, decidedAt: at.toISOString() };
      await recordModeratorDecision(tx, siteId, { decision, moderatorId: me, seenDecisionId: seen.id }, at);
      const given = { about: { commentId }, source: 'link', text: 'Why?', wantsOutcome: false } as const;
      await fileAppeal(tx, siteId, given, { masterKeys, settings, actor: 'author', at });
    });
    await open();
    await page.getByText('another moderator must look at it').waitFor();
    expect(await page.getByRole('button', { name: /Uphold/ }).isDisabled()).toBe(true);
  }, 120_000);

  test('an appeal of a ban shows the penalty; nothing waiting is said plainly; a failing list says so', async () => {
    const { db, siteId } = site;
    const { commentId } = await anAppeal();
    await db.owner.query('delete from appeal');
    await open();
    await page.getByText('No appeal waits.').waitFor();
    await picture(page, 'appeals-empty');
    const { rows } = await db.owner.query(
      'select a.external_id as author from author a join comment c on c.author_id = a.id where c.id = $1',
      [commentId],
    );
    const at = new Date();
    await db.database.withSite(siteId, async (tx) => {
      const ban = {
        author: rows[0].author,
        kind: 'ban',
        reason: 'Threatened the reporter.',
        clauseId: 'civility-1',
      } as const;
      const { penalty } = await imposePenalty(tx, siteId, ban, { actor: 'cli', at });
      const given = {
        about: { penaltyId: penalty.id },
        source: 'api',
        text: 'I did not.',
        wantsOutcome: false,
      } as const;
      await fileAppeal(tx, siteId, given, { masterKeys, settings, actor: 'author', at });
    });
    await page.reload();
    await page.getByText('Threatened the reporter.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await picture(page, 'appeals-ban');
    await page.route('**/api/appeals?limit=50*', (route) => route.abort());
    await page.reload();
    await page.getByText('The appeals could not be loaded').waitFor({ timeout: 20_000 });
    watched.complaints.splice(0);
  }, 120_000);

  test.each([
    ['390-light', { ...phone, colorScheme: 'light' as const }],
    ['390-dark', { ...phone, colorScheme: 'dark' as const }],
    ['1440-dark', { colorScheme: 'dark' as const }],
  ])(
    'at %s nothing is cut off, and nothing is out of reach',
    async (name, options) => {
      await anAppeal({ daysAgo: 16 });
      await anAppeal({ body: 'Another comment.', text: 'Please look again.' });
      const { page: other, complaints } = await openPage(browser, options);
      other.context().setDefaultTimeout(slowMs);
      await other.goto(await site.loginLink('Nalani'));
      await other.goto(`${site.origin}/appeals`);
      await other.getByText('He called me names first').waitFor();
      const width = await other.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(width).toBe(0);
      await other
        .getByRole('navigation', { name: 'Pages' })
        .getByText(/Appeals/)
        .first()
        .waitFor();
      expect(await accessibilityFaults(other)).toEqual([]);
      await picture(other, `appeals-${name}`);
      expect(complaints).toEqual([]);
      await other.context().close();
    },
    60_000,
  );
});
