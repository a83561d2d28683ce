import { keepInboundMail, MasterKeys, openReports, reporterHash, sealInboundMail, sealTexts } from '@moderato/database';
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

  const aMail = async (subject: string): Promise<string> => {
    const at = new Date();
    const id = newId(at);
    const text = 'Somebody called me names.\n\n<b>bold</b> & so on';
    const attachments = [{ type: 'image/png', bytes: 48_000 }];
    const mail = { messageId: null, answers: [], from: 'reader@private.example', subject, text, attachments };
    const sealed = sealInboundMail(new MasterKeys([site.masterKey]), site.siteId, {
      id,
      source: 'imap',
      fingerprint: Buffer.from(id),
      mail: { ...mail, notes: ['html_only'] },
    });
    await site.db.database.withSite(site.siteId, (tx) => keepInboundMail(tx, site.siteId, sealed, at));
    await site.db.owner.query(`update inbound_mail set state = 'unplaced', why = 'nothing' where id = $1`, [id]);
    return id;
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
  }, 90_000);

  test('search: by words from any page, narrowed by outcome, and what is hostile is text', async () => {
    const hostile = '<img src=x onerror="window.hacked=1"> lighthouse \u202Edlrow';
    await site.hold({ body: hostile, author: 'Bobby "><b>Tables</b>', story: '<i>Slanted</i> story' });
    await site.hold({ body: 'Two lighthouses stood there.', decision: { outcome: 'reject' } });
    await open('/reports');
    await page.getByRole('heading', { name: 'Reports' }).waitFor();
    await page.keyboard.press('/');
    const field = page.getByRole('searchbox', { name: 'Words of the comment' });
    await field.waitFor();
    await picture(page, 'search-empty-light-1440');
    await field.fill('lighthouse');
    await page.keyboard.press('Enter');
    await page.getByText('<img src=x').waitFor();
    expect(await page.getByRole('article').count()).toBe(2);
    await looksRight('search');
    await page.getByLabel('Outcome').selectOption('reject');
    await page.getByRole('search').getByRole('button', { name: 'Search' }).click();
    await page.getByText('<img src=x').waitFor({ state: 'detached' });
    await page.getByText('Two lighthouses').waitFor();
    expect(await page.getByRole('article').count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('q')).toBe('lighthouse');
    await page.goBack();
    await page.getByText('<img src=x').waitFor();
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await field.fill('nothing says this');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'No comment has all of this.' }).waitFor();
  });

  test('mail: one that nobody could place is read as text, found its comment, and opens a report', async () => {
    await open('/inbox');
    await page.getByRole('heading', { name: 'No mail waits to be placed.' }).waitFor();
    const [mailed, other] = [await aMail('The harbour thread'), await aMail('Buy pills')];
    const about = await site.hold({ body: 'The harbour master is asleep.', author: 'Kawika', story: 'Harbour' });
    await page.reload();
    const mail = page.getByRole('article', { name: 'Mail: The harbour thread' });
    await mail.getByText('<b>bold</b>').waitFor();
    await mail.getByRole('button', { name: 'Place on a comment' }).click();
    await mail.getByLabel('Find the comment').fill('harbour');
    await page.keyboard.press('Enter');
    await mail.getByText('The harbour master is asleep.').waitFor();
    await looksRight('inbox');
    await mail.getByRole('button', { name: 'It is about this comment' }).click();
    await mail.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Ignore', exact: true }).click();
    await page.getByRole('heading', { name: 'No mail waits to be placed.' }).waitFor();
    const { rows } = await site.db.owner.query('select id, state from inbound_mail order by id');
    expect(rows).toEqual([
      { id: mailed, state: 'placed' },
      { id: other, state: 'ignored' },
    ]);
    const reports = await site.db.owner.query('select source, state from reader_report where comment_id = $1', [about]);
    expect(reports.rows).toEqual([{ source: 'mail', state: 'open' }]);
  });

  test('authors: found by name, suspended with clause and evidence, taken back; the bans follow', async () => {
    const id = await site.hold({ body: 'The reef belongs to fools.', author: 'Nohea', story: 'Reef' });
    await site.db.owner.query(
      `update author set external_id = 'user/9' where id = (select author_id from comment where id = $1)`,
      [id],
    );
    await open('/authors');
    await page.getByRole('heading', { name: 'No author has been given anything yet.' }).waitFor();
    await page.getByRole('searchbox').fill('user/9');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Nohea' }).click();
    await page.getByText('In good standing').waitFor();
    await page.getByText('The reef belongs to fools.').waitFor();
    await page.getByRole('button', { name: 'Warn, suspend or ban' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What').selectOption('suspension');
    await dialog.getByLabel('Clause').selectOption({ label: 'with no personal attacks' });
    await dialog.getByLabel('Evidence').selectOption(id);
    await dialog.getByRole('button', { name: 'Put it on record' }).click();
    await dialog.getByText('Say why: the author may be shown it.').waitFor();
    await dialog.getByLabel('Reason').fill('Insults other readers.');
    await dialog.getByRole('button', { name: 'Put it on record' }).click();
    await page.getByText(/Suspended until/).waitFor();
    await looksRight('author');
    await open('/bans');
    await page.getByRole('link', { name: 'Nohea' }).waitFor();
    await looksRight('bans');
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Too hard.');
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('heading', { name: 'Nobody is here.' }).waitFor();
  }, 60_000);
});
