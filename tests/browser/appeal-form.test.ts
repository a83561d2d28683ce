import { insertApiKey, newApiKey, recordAutomaticDecisions } from '@moderato/database';
import { newId } from '@moderato/domain';
import { createIntake, loadIntakeConfig } from '@moderato/intake';
import {
  aDecision,
  aFinding,
  captureLog,
  createTestDatabase,
  insertTestComment,
  insertTestSite,
  type TestDatabase,
} from '@moderato/testkit';
import type { Browser } from 'playwright-core';
import { accessibilityFaults, describeInBrowser, launchBrowser, openPage, picture } from './open-browser.js';

describeInBrowser('the page where an author appeals', () => {
  let browser: Browser;
  let db: TestDatabase;
  let intake: Awaited<ReturnType<typeof createIntake>>;
  let intakeUrl: string;
  let siteId: string;
  let key: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    db = await createTestDatabase();
    const env = {
      DATABASE_URL: db.url,
      MODERATO_MASTER_KEY: 'ab'.repeat(32),
      MODERATO_INTAKE_URL: 'https://moderato.example',
      HOST: '127.0.0.1',
      PORT: '0',
    };
    intake = await createIntake(loadIntakeConfig(env), { log: captureLog().log });
    intakeUrl = `http://127.0.0.1:${(await intake.start()).port}`;
    siteId = await insertTestSite(db);
    key = newApiKey();
    const apiKey = { id: newId(new Date()), siteId, name: 'test', requestsPerMinute: 600 };
    await db.database.withSite(siteId, (tx) => insertApiKey(tx, apiKey, key, new Date()));
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await intake?.stop();
    await db?.drop();
  });

  /** The link of a comment that was just rejected, as it leads to this test's intake. */
  async function aLink(body: string): Promise<{ link: string; commentId: string }> {
    const comment = await insertTestComment(db, siteId, { body });
    const at = new Date();
    const made = { id: newId(at), outcome: 'reject', findings: [aFinding()], decidedAt: at.toISOString() } as const;
    await db.database.withSite(siteId, (tx) =>
      recordAutomaticDecisions(tx, siteId, [aDecision(comment, { ...made, findings: [aFinding()] })], at),
    );
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(`${intakeUrl}/v1/comments/${comment.id}/statement`, { headers });
    const { redress } = (await answer.json()) as { redress: { appeal: { url: string } } };
    return { link: redress.appeal.url.replace('https://moderato.example', intakeUrl), commentId: comment.id };
  }
  const filed = async (commentId: string) =>
    (await db.owner.query('select source, state from appeal where comment_id = $1', [commentId])).rows;

  test('an author reads why, writes, sends by keyboard, and comes back to what becomes of it', async () => {
    const { link, commentId } = await aLink('You <i>are</i> a pathetic moron.\nAnd you know it.');
    const { page: tab, complaints } = await openPage(browser);
    await tab.goto(link);
    await tab.getByRole('heading', { name: 'About your comment' }).waitFor();
    expect(await tab.locator('.comment').innerText()).toBe('You <i>are</i> a pathetic moron.\nAnd you know it.');
    await tab.getByText('No personal attacks').waitFor();
    expect(await accessibilityFaults(tab)).toEqual([]);
    await picture(tab, 'appeal-form-1440-light');
    await tab.getByLabel('Why is the decision wrong?').focus();
    await tab.keyboard.type('I was quoting him.');
    await tab.getByRole('checkbox', { name: 'Mail me what comes of it' }).press('Space');
    await tab.getByRole('button', { name: 'Send the appeal' }).press('Enter');
    // The site has no address of this author: the words are kept, and what is missing is said.
    await tab.getByText('Give an address, or leave the box above empty.').waitFor();
    expect(await tab.getByLabel('Why is the decision wrong?').inputValue()).toBe('I was quoting him.');
    expect(await accessibilityFaults(tab)).toEqual([]);
    expect(await filed(commentId)).toEqual([]);
    await tab.getByLabel('Your e-mail address').fill('ann@readers.example');
    await tab.keyboard.press('Enter');
    await tab.getByText('You have appealed. A moderator will look at it.').waitFor();
    expect(await filed(commentId)).toEqual([{ source: 'link', state: 'open' }]);
    await tab.reload();
    expect(await tab.getByRole('textbox').count()).toBe(0);
    expect(await filed(commentId)).toHaveLength(1);
    expect(await tab.context().cookies()).toEqual([]);
    expect(complaints.filter((line) => !line.includes('422'))).toEqual([]);
    await picture(tab, 'appeal-filed');
  }, 120_000);

  test.each([
    ['light', 390],
    ['dark', 390],
    ['dark', 1440],
  ] as const)(
    'it is readable in %s at %i pixels, also for a link that is broken',
    async (colorScheme, width) => {
      const { link } = await aLink(`${'A very long word: '.repeat(3)}${'x'.repeat(300)}`);
      const { page: tab } = await openPage(browser, { colorScheme, viewport: { width, height: 844 } });
      for (const address of [link, `${link}x`]) {
        await tab.goto(address);
        const over = await tab.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over).toBe(0);
        expect(await accessibilityFaults(tab)).toEqual([]);
        await picture(tab, `appeal-${address === link ? 'form' : 'dead'}-${width}-${colorScheme}`);
      }
    },
    60_000,
  );
});
