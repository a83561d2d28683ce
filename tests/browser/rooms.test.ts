import { MasterKeys, openReports, reporterHash, sealTexts } from '@moderato/database';
import { newId } from '@moderato/domain';
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

let browser: Browser;
let site: DeskSite;
let watched: WatchedPage;
let page: Page;

const screens = [
  ['light', 1440, 900],
  ['dark', 390, 844],
] as const;

describeInBrowser('the pages beside the queue', () => {
  beforeAll(async () => {
    const folder = builtDesk();
    browser = await launchBrowser();
    site = await startDeskSite(folder);
    watched = await openPage(browser);
    page = watched.page;
    await page.goto(await site.loginLink('Kim'));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });
  afterEach(() => {
    expect(watched.complaints).toEqual([]);
  });

  const open = (path: string) => page.goto(`${site.origin}${path}`);
  /** Each page on both screens, in both colours: within its width, and nothing that axe-core objects to. */
  const looksRight = async (name: string) => {
    for (const [colorScheme, width, height] of screens) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await picture(page, `${name}-${colorScheme}-${width}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  };

  const report = (commentId: string, by: string, words: string | null) => {
    const masterKeys = new MasterKeys([site.masterKey]);
    const at = new Date();
    const one = {
      id: newId(at),
      reporterHash: reporterHash(masterKeys, site.siteId, { id: by }),
      reason: 'insult' as const,
      source: 'button' as const,
      texts: sealTexts(masterKeys, { words, address: null }),
      wantsOutcome: false,
    };
    return site.db.database.withSite(site.siteId, (tx) =>
      openReports(tx, site.siteId, { commentId, reports: [one] }, at),
    );
  };

  test('reports: by comment, decided by the keys of the desk, then among the resolved', async () => {
    await open('/reports');
    await page.getByRole('heading', { name: 'No report is open.' }).waitFor();
    await picture(page, 'reports-empty-light-1440');
    const rude = await site.hold({
      body: 'You are a pathetic moron and everyone here despises you.',
      author: 'Reader 17',
      story: 'Council weighs grocery tax',
      decision: { probability: 0.93, findings: [finding('personal_attack-1')] },
    });
    const fine = await site.hold({ body: 'The excise tax on groceries falls on the poor.', author: 'Leilani' });
    await report(rude, 'ann', 'He calls people names, again and again.');
    for (let i = 0; i < 10; i++) await report(fine, `sock ${i}`, i === 0 ? 'I do not like this.' : null);
    await page.reload();
    await page.getByText('Possibly brigaded').waitFor();
    await page.getByText('He calls people names').waitFor();
    await looksRight('reports');
    await page.keyboard.press('a');
    await page.getByText('The excise tax on groceries').waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('1');
    await page.getByRole('heading', { name: 'No report is open.' }).waitFor();
    await page.getByRole('button', { name: 'Resolved' }).click();
    // Sent off once it can no longer be taken back; then the list is asked for anew.
    await page.getByText('Upheld').waitFor({ timeout: 25_000 });
    expect((await site.decisionsOf(rude)).at(-1)).toMatchObject({ decided_by: 'moderator', outcome: 'reject' });
    expect((await site.decisionsOf(fine)).at(-1)).toMatchObject({ decided_by: 'moderator', outcome: 'approve' });
  });
});
