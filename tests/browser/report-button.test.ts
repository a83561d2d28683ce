import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { insertApiKey, newApiKey } from '@moderato/database';
import { newId } from '@moderato/domain';
import { createIntake, loadIntakeConfig } from '@moderato/intake';
import {
  captureLog,
  createTestDatabase,
  eventually,
  insertTestComment,
  insertTestSite,
  type TestDatabase,
} from '@moderato/testkit';
import type { Browser } from 'playwright-core';
import { accessibilityFaults, describeInBrowser, launchBrowser, openPage } from './open-browser.js';

describeInBrowser('the report button on a site’s page', () => {
  let browser: Browser;
  let db: TestDatabase;
  let page: Server;
  let intake: Awaited<ReturnType<typeof createIntake>>;
  let intakeUrl: string;
  let siteUrl: string;
  let lines = { script: '', button: '' };
  let commentId: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    db = await createTestDatabase();
    const env = { DATABASE_URL: db.url, MODERATO_MASTER_KEY: 'ab'.repeat(32), HOST: '127.0.0.1', PORT: '0' };
    intake = await createIntake(loadIntakeConfig(env), { log: captureLog().log });
    intakeUrl = `http://127.0.0.1:${(await intake.start()).port}`;
    const siteId = await insertTestSite(db);
    const key = newApiKey();
    const apiKey = { id: newId(new Date()), siteId, name: 'test', requestsPerMinute: 600 };
    await db.database.withSite(siteId, (tx) => insertApiKey(tx, apiKey, key, new Date()));
    const answer = await fetch(`${intakeUrl}/v1/report-button`, { headers: { authorization: `Bearer ${key}` } });
    lines = (await answer.json()) as typeof lines;
    const comment = await insertTestComment(db, siteId, { body: 'A comment.' });
    commentId = comment.id;
    page = createServer((_req, res) => {
      res.setHeader('Content-Type', 'text/html');
      // As strict as a site may be: nothing inline, nothing from elsewhere but Moderato.
      res.setHeader('Content-Security-Policy', `default-src 'none'; script-src ${intakeUrl}; connect-src ${intakeUrl}`);
      const script = lines.script.replace('https://YOUR-MODERATO', intakeUrl);
      const button = lines.button.replace('YOUR-ID-OF-THE-COMMENT', comment.externalId);
      res.end(
        `<!doctype html><html lang="en"><title>Story</title><main><h1>Story</h1><p>A comment.</p>${button}</main>${script}`,
      );
    }).listen(0, '127.0.0.1');
    await once(page, 'listening');
    siteUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    await db.owner.query('update story set url = $1', [`${siteUrl}/story`]);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    page?.close();
    await intake?.stop();
    await db?.drop();
  });

  test('a reader reports by keyboard alone, under a strict policy, with no cookie left and no fault of access', async () => {
    const { page: tab, complaints } = await openPage(browser);
    await tab.goto(`${siteUrl}/story`);
    await tab.getByRole('button', { name: 'Report' }).focus();
    await eventually('the dialog', async () => {
      await tab.keyboard.press('Enter');
      return tab.getByRole('dialog', { name: 'Report this comment' }).isVisible();
    });
    expect(await accessibilityFaults(tab)).toEqual([]);
    await tab.getByLabel('What is wrong with it?').selectOption({ label: 'Spam or advertising' });
    await tab.getByLabel('Anything to add?').fill('It sells pills.');
    await tab.getByRole('button', { name: 'Send' }).press('Enter');
    await tab.getByText('Thank you. A moderator will look at it.').waitFor();
    await tab.keyboard.press('Enter');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await tab.evaluate(() => document.activeElement?.textContent)).toBe('Report');
    const { rows } = await db.owner.query('select comment_id, reason, source from reader_report');
    expect(rows).toEqual([{ comment_id: commentId, reason: 'spam', source: 'button' }]);
    expect(await tab.context().cookies()).toEqual([]);
    expect(complaints).toEqual([]);
  }, 60_000);

  test('a reader says that a comment is illegal, in a form that asks for what the law asks for, and no name for child abuse', async () => {
    const { page: tab, complaints } = await openPage(browser);
    await tab.goto(`${siteUrl}/story`);
    await eventually('the dialog', async () => {
      await tab.getByRole('button', { name: 'Report' }).click();
      return tab.getByRole('dialog', { name: 'Report this comment' }).isVisible();
    });
    expect(await tab.getByLabel('Your name').isVisible()).toBe(false);
    await tab.getByLabel('What is wrong with it?').selectOption({ label: 'I think this is illegal' });
    const kind = tab.getByLabel('Which law does it break?');
    await kind.selectOption({ label: 'Sexual abuse of children' });
    expect(await tab.getByLabel('Your name').isVisible()).toBe(false);
    await kind.selectOption({ label: 'Defamation, insult' });
    expect(await accessibilityFaults(tab)).toEqual([]);
    await tab.getByLabel('Why is it illegal?').fill('It is not true.');
    await tab.getByLabel('Your name').fill('Nora');
    await tab.getByLabel('Your e-mail address').fill('nora@readers.example');
    await tab.getByRole('button', { name: 'Send' }).click();
    // The good faith is missing: the browser itself holds the form back.
    expect((await db.owner.query('select 1 from notice')).rowCount).toBe(0);
    await tab.getByLabel('in good faith').check();
    await tab.getByRole('button', { name: 'Send' }).click();
    await tab.getByText('Thank you. A moderator will look at it.').waitFor();
    const { rows } = await db.owner.query('select comment_id, category, danger, name is not null as named from notice');
    expect(rows).toEqual([{ comment_id: commentId, category: 'defamation', danger: false, named: true }]);
    expect(complaints).toEqual([]);
  }, 60_000);
});
