import { createJudge } from '@moderato/engine';
import { compile } from '@moderato/guidelines';
import type { Service } from '@moderato/http';
import { aFinding, captureLog } from '@moderato/testkit';
import { createWorker, loadWorkerConfig } from '@moderato/worker';
import type { Browser, Page } from 'playwright-core';
import { type DeskSite, startDeskSite } from './desk-site.js';
import {
  accessibilityFaults,
  builtDesk,
  describeInBrowser,
  launchBrowser,
  openPage,
  picture,
  type WatchedPage,
} from './open-browser.js';

const posted = `Welcome to the comments of the Hawaii Warrior World.

We encourage an open exchange of views. Criticism of public officials is welcome.

Be civil: no personal attacks on other readers, no threats and no hate speech. Keep your comments in good taste. Stay on topic. No spam, no advertising, and no more than two links in a comment. Do not post private details of anybody.

Comment under your real name. By posting you accept our terms of service.

We may remove comments that break these rules. Readers who break them again and again may be banned. Do not argue about moderation here. Report abuse to comments@warriorworld.example. Mahalo for reading to the end.`;
const policy = compile(posted, { version: 1 });
const attack = policy.clauses.find(({ kind }) => kind === 'personal_attack') as (typeof policy.clauses)[number];
const insult = 'You are a pathetic moron, and the levy is too high.';

let browser: Browser;
let site: DeskSite;
let worker: Service;
let watched: WatchedPage;
let page: Page;

/** The worker as it runs, on the same queue; it judges within this process. */
async function startWorker({ db, masterKey }: DeskSite): Promise<Service> {
  const config = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: masterKey, HOST: '127.0.0.1', PORT: '0' };
  const judge = createJudge((error) => {
    throw error;
  });
  const service = await createWorker(loadWorkerConfig(config), { log: captureLog('worker').log, moderate: judge });
  await service.start();
  return service;
}

describeInBrowser('the guidelines page', () => {
  beforeAll(async () => {
    const folder = builtDesk();
    browser = await launchBrowser();
    site = await startDeskSite(folder, { policy });
    worker = await startWorker(site);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await worker?.stop();
    await site?.stop();
  });
  beforeEach(async () => {
    await site.db.owner.query('delete from backtest');
    await site.db.owner.query('delete from guidelines where version > 1');
    await site.db.owner.query(`update guidelines set state = 'live' where version = 1`);
    watched = await openPage(browser);
    page = watched.page;
  });
  afterEach(async () => {
    await page.context().close();
    expect(watched.complaints).toEqual([]);
  });

  const open = async (search = '', name = 'Kim') => {
    await page.goto(await site.loginLink(name, { role: name === 'Reader' ? 'read_only' : 'admin' }));
    await page.goto(`${site.origin}/guidelines${search}`);
  };
  const text = () => page.getByTestId('guidelines-text');
  const words = (shown: string) => text().getByRole('link', { name: shown, exact: true });
  const panel = () => page.getByRole('complementary');
  const heading = (name: string) => panel().getByRole('heading', { name, exact: true });
  const states = async () =>
    (
      await site.db.owner.query('select version, state from guidelines where site_id = $1 order by version', [
        site.siteId,
      ])
    ).rows.map(({ version, state }) => `${version} ${state}`);
  const write = async (added: string) => {
    await page.getByRole('link', { name: 'Edit the text' }).click();
    const field = page.getByRole('textbox', { name: /The text of version/ });
    await field.fill(posted.replace('no more than two links', added));
    return field;
  };

  test('shows the posted text, its clauses, and why some are not enforced', async () => {
    await page.goto(await site.loginLink('Kim'));
    await page.getByRole('link', { name: 'Guidelines' }).click();
    await text().waitFor();
    expect(await text().textContent()).toBe(posted);
    const shown = await text()
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.dataset.clause));
    expect([...new Set(shown)]).toEqual(policy.clauses.map(({ id }) => id));
    await page.getByRole('button', { name: /How to speak/ }).click();
    expect(await text().locator('a[data-dimmed]').count()).toBeGreaterThan(3);
    await page.getByRole('button', { name: /How to speak/ }).click();
    await panel().getByText('comments@warriorworld.example').waitFor();
    await text().locator('a[data-clause^="encouraged-"]').click();
    await heading('Encouraged').waitFor();
    expect(await panel().getByRole('button', { name: 'Tune this clause' }).count()).toBe(0);
    await panel().getByText('It is a wish: a comment that does not meet it breaks no rule.').waitFor();
    await picture(page, 'guidelines-encouraged-light');
  });

  test('is read by the keyboard alone: J and K walk the clauses, Enter opens one, Escape goes back to its words', async () => {
    await open();
    await text().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    const second = policy.clauses[1] as (typeof policy.clauses)[number];
    await page.waitForURL(new RegExp(`clause=${second.id}`));
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(second.text);
    await words(attack.text).focus();
    await page.keyboard.press('Enter');
    await heading('Personal attacks').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Personal attacks');
    await panel().getByText('Held from 0.50 on, rejected from 0.80.').first().waitFor();
    await panel().getByText('No decision of the last 30 days rests on it.').waitFor();
    await page.keyboard.press('Escape');
    await heading('What Moderato reads').waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(attack.text);
  });

  test('a comment that is tried is decided, its words marked, and the clause named', async () => {
    await open(`?clause=${attack.id}`);
    await page.getByRole('textbox', { name: 'A comment to try' }).fill(insult);
    await page.getByRole('textbox', { name: 'A comment to try' }).press('Control+Enter');
    await panel().getByText('It would be rejected.').waitFor();
    await panel().locator('mark').first().waitFor();
    expect(await panel().locator('.tried-findings li[data-current]').count()).toBeGreaterThan(0);
    await picture(page, 'guidelines-tried-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'A comment to try' }).fill('The levy is too high for what it pays.');
    await panel().getByRole('button', { name: 'Decide' }).click();
    await panel().getByText('It would be published.').waitFor();
  });

  test('a text is edited, kept, compared, tried on past comments and published', async () => {
    const linky = 'Three sources: http://a.example/1 http://b.example/2 and that is all there is.';
    await site.hold({ body: linky, story: 'Council weighs grocery tax', decision: { outcome: 'approve' } });
    await site.hold({ body: 'A plain remark about the tax.', decision: { outcome: 'approve' } });
    await open();
    await text().waitFor();
    const field = await write('no more than one link');
    await panel().getByText('was “no more than two links in a comment”').waitFor();
    await picture(page, 'guidelines-edit-light');
    await field.fill('');
    await panel().getByText('Paste your guidelines').waitFor();
    await field.fill('The harbour is quiet this morning, and the boats are in.');
    await panel().getByText('No sentence reads as a guideline').waitFor();
    await picture(page, 'guidelines-edit-problem-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await field.fill(posted.replace('no more than two links', 'no more than one link'));
    await panel().getByText('was “no more than two links in a comment”').waitFor();
    await page.getByRole('button', { name: 'Keep as a draft' }).click();
    await page.getByText('Kept as draft 2').waitFor();
    expect(await text().locator('del').allTextContents()).toEqual(['two', 'links']);
    expect(await text().locator('ins').allTextContents()).toEqual(['one', 'link']);
    expect(await states()).toEqual(['1 live', '2 draft']);

    await panel().getByRole('button', { name: 'Run a backtest' }).click();
    await panel().getByText('Of 2 comments, 1 would be decided otherwise.').waitFor({ timeout: 20_000 });
    await panel().getByRole('rowheader', { name: 'published → held' }).waitFor();
    await panel().getByText('published → held: the newest 1').click();
    await panel().getByText('Three sources').waitFor();
    await picture(page, 'guidelines-backtest-light');
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('is decided by version 2').waitFor();
    await dialog.getByText('Version 1 is retired').waitFor();
    await dialog.getByText('1 of 2 comments').waitFor();
    await picture(page, 'guidelines-publish-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await page.locator('.version-title').getByText('Live').waitFor();
    expect(await states()).toEqual(['1 retired', '2 live']);

    await page.getByRole('link', { name: /^1 Retired/ }).click();
    await page.getByRole('button', { name: 'Publish again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('link', { name: /^1 Live/ }).waitFor();
    expect(await states()).toEqual(['1 live', '2 retired']);
  }, 60_000);

  test('a draft goes into shadow and is discarded, each said before it is done', async () => {
    await open();
    await text().waitFor();
    await write('no more than five links');
    await page.getByRole('button', { name: 'Keep as a draft' }).click();
    await page.getByRole('button', { name: 'Run in shadow' }).click();
    await page.getByRole('dialog').getByText('Nobody feels it').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Run in shadow' }).click();
    await panel().getByText('It has decided no comment yet.').waitFor();
    expect(await states()).toEqual(['1 live', '2 shadow']);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').getByText('can never go live').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.locator('.version-title').getByText('Discarded').waitFor();
    expect(await states()).toEqual(['1 live', '2 discarded']);
  });

  test('what is written is not lost by a slip', async () => {
    await open();
    await text().waitFor();
    await write('no more than five links');
    page.once('dialog', (asked) => void asked.dismiss());
    await page.getByRole('link', { name: /Queue/ }).click();
    expect(await page.getByRole('textbox', { name: /The text of version/ }).inputValue()).toContain('five links');
    page.once('dialog', (asked) => void asked.accept());
    await page.getByRole('button', { name: 'Cancel' }).click();
    await text().waitFor();
    expect(await states()).toEqual(['1 live']);
  });

  test('a setting that does not fit is refused at its field; one that fits becomes a draft', async () => {
    await open(`?clause=${attack.id}`);
    await panel().getByRole('button', { name: 'Tune this clause' }).click();
    const from = panel().getByRole('textbox', { name: 'Hold from' });
    await from.fill('0.9');
    await panel().getByRole('button', { name: 'Keep as a draft' }).click();
    await panel().getByText('review (0.9) must not be above reject (0.8)').waitFor();
    expect(await from.getAttribute('aria-invalid')).toBe('true');
    expect(await from.evaluate((field) => field === document.activeElement)).toBe(true);
    await picture(page, 'guidelines-tuning-error-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await from.fill('much');
    await panel().getByRole('button', { name: 'Keep as a draft' }).click();
    await panel().getByText('must be a number').waitFor();
    expect(await states()).toEqual(['1 live']);
    await from.fill('0.6');
    await panel().getByRole('button', { name: 'Keep as a draft' }).click();
    await page.getByText('Kept as draft 2').waitFor();
    await panel().getByText('Held from 0.60 on').first().waitFor();
    await page.getByRole('link', { name: 'Words and people' }).click();
    const hold = panel().getByRole('textbox', { name: 'Words that hold a comment' });
    await hold.fill('levy-gate\n***');
    await panel().getByRole('button', { name: 'Keep as a draft' }).click();
    await panel().getByText('Line 2: must hold a letter or a digit').waitFor();
    await picture(page, 'guidelines-site-error-light');
    await hold.fill('levy-gate');
    await panel().getByRole('button', { name: 'Keep as a draft' }).click();
    await page.getByText('Kept as draft 3').waitFor();
    const kept = await site.db.owner.query('select policy from guidelines where version = 3');
    expect(kept.rows[0].policy.tuning).toEqual({
      clauses: { [attack.id]: { thresholds: { review: 0.6 } } },
      site: { hold: ['levy-gate'] },
    });
    watched.complaints.length = 0;
  });

  test('who may not edit reads, tries, and is offered nothing else', async () => {
    await open('?view=edit', 'Reader');
    await text().waitFor();
    await page.getByText('Your account may read the guidelines and not change them.').waitFor();
    expect(await page.getByRole('link', { name: 'Edit the text' }).count()).toBe(0);
    await words(attack.text).click();
    await heading('Personal attacks').waitFor();
    expect(await panel().getByRole('button', { name: 'Tune this clause' }).count()).toBe(0);
    await picture(page, 'guidelines-no-rights-light');
    await page.route('**/api/guidelines/versions*', (route) =>
      route.fulfill({ status: 403, json: { title: 'No.', status: 403 } }),
    );
    await page.reload();
    await page.getByText('These pages are not for your account').waitFor();
    watched.complaints.length = 0;
  });

  test('says that it loads, that it failed, and that there is nothing yet', async () => {
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/guidelines/versions?*', async (route) => {
      await held;
      await route.fulfill({ status: 400, json: { title: 'The list is away.', status: 400, code: 'x', type: 'x' } });
    });
    await open();
    await page.locator('.guide[aria-busy]').waitFor();
    await picture(page, 'guidelines-loading-light');
    answer();
    await page.getByText('The list is away.').waitFor();
    await picture(page, 'guidelines-failed-light');
    await page.unroute('**/api/guidelines/versions?*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await text().waitFor();
    watched.complaints.length = 0;

    await page.route('**/api/guidelines/versions?*', (route) =>
      route.fulfill({ json: { data: [], next_cursor: null, has_more: false } }),
    );
    await page.reload();
    await page.getByText('Your site has no guidelines here yet').waitFor();
    await picture(page, 'guidelines-empty-light');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Paste your guidelines' }).click();
    await page.getByRole('textbox', { name: 'Your comment guidelines' }).fill('No personal attacks. No spam.');
    await panel().getByText('2 clauses, 2 enforced').waitFor();
    page.once('dialog', (asked) => void asked.accept());
    await page.goto(`${site.origin}/guidelines?version=99`);
    await page.unroute('**/api/guidelines/versions?*');
    await page.reload();
    await page.getByText('There is no such version').waitFor();
    watched.complaints.length = 0;
  });

  describe.each([
    ['light', 1440, 900],
    ['dark', 1440, 900],
    ['light', 390, 844],
    ['dark', 390, 844],
    ['light', 1000, 1100],
  ] as const)('in %s colours at %d pixels all is readable and within the page', (colorScheme, width, height) => {
    beforeEach(async () => {
      await page.context().close();
      watched = await openPage(browser, { colorScheme, viewport: { width, height }, hasTouch: width < 600 });
      page = watched.page;
    });
    const looks = async (name: string) => {
      await picture(page, `guidelines-${name}-${colorScheme}-${width}`);
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    };

    test('where it is read and tuned', async () => {
      await open();
      await text().waitFor();
      await looks('read');
      await words(attack.text).click();
      await page.getByRole('heading', { name: 'Personal attacks' }).waitFor();
      await page.getByText('No decision of the last 30 days').waitFor();
      await looks('clause');
      await page.getByRole('button', { name: 'Tune this clause' }).click();
      await looks('tune');
      await page.goto(`${site.origin}/guidelines?view=site`);
      await page.getByRole('heading', { name: 'Words and people' }).waitFor();
      await looks('site');
    }, 60_000);

    test('where it is written, and on a draft', async () => {
      await open('?view=edit');
      await page
        .getByRole('textbox', { name: /The text of version/ })
        .fill(`${posted.replace('two links', 'one link').replace(' Stay on topic.', '')} No shouting, please.`);
      await page.locator('.clause-changes').getByText('Added').waitFor();
      await looks('edit');
      await page.getByRole('button', { name: 'Keep as a draft' }).click();
      await text().locator('ins').first().waitFor();
      await page.getByRole('button', { name: 'Run a backtest' }).waitFor();
      await looks('draft');
      if (width < 928) {
        await page.getByRole('button', { name: 'What it changes, and a backtest' }).click();
        await heading('What it changes').waitFor();
        await looks('draft-below');
      }
    }, 60_000);
  });

  test('a clause tells what it did in the last 30 days, and what moderators made of it', async () => {
    const { id, text: quoted, start, end } = attack;
    const findings = [aFinding({ clause: { id, text: quoted, start, end }, severity: 'moderate' })];
    for (const body of ['You are no better than a crook.', 'What a fool you are.']) {
      await site.hold({ body, decision: { findings, probability: 0.7 } });
    }
    await page.goto(await site.loginLink('Kim'));
    await page.getByTestId('comment-text').waitFor();
    const decided = page.waitForResponse((answer) => answer.url().endsWith('/decide'));
    await page.keyboard.press('a');
    await decided;
    await page.goto(`${site.origin}/guidelines?clause=${id}`);
    await panel().getByText('Moderators decided 1 of them and approved 1.').waitFor();
    expect(await panel().locator('.figures dd').allTextContents()).toEqual(['0', '2', '100\u202f%']);
    await picture(page, 'guidelines-activity-light');
    await page.getByRole('link', { name: /^1 Live/ }).click();
    await text().waitFor();
  });
});
