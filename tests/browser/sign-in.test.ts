import { createDelivery, loadDeliveryConfig } from '@moderato/delivery';
import type { Service } from '@moderato/http';
import { captureLog, eventually } from '@moderato/testkit';
import { Secret, TOTP } from 'otpauth';
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

const password = 'eleven grey herons dance';
let browser: Browser;
let site: DeskSite;
let delivery: Service;
let watched: WatchedPage;
let page: Page;

/** Delivery as it runs: it writes the mails, and keeps them. */
async function startDelivery({ db, masterKey, origin }: DeskSite): Promise<Service> {
  const config = {
    DATABASE_URL: db.url,
    MODERATO_MASTER_KEY: masterKey,
    MODERATO_CONSOLE_URL: origin,
    HOST: '127.0.0.1',
    PORT: '0',
    DELIVERY_POLL_MS: '50',
  };
  const service = await createDelivery(loadDeliveryConfig(config), { log: captureLog('delivery').log });
  await service.start();
  return service;
}

describeInBrowser('signing in, users, keys and one’s account', () => {
  beforeAll(async () => {
    const folder = builtDesk();
    browser = await launchBrowser();
    site = await startDeskSite(folder);
    delivery = await startDelivery(site);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await delivery?.stop();
    await site?.stop();
  });
  beforeEach(async () => {
    watched = await openPage(browser);
    page = watched.page;
  });
  afterEach(async () => {
    await page.context().close();
    expect(watched.complaints.filter((words) => !/status of (401|409|410|422)/.test(words))).toEqual([]);
  });

  const status = (words: string | RegExp) => page.getByRole('status').getByText(words).waitFor();
  const heading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
  const asAdmin = async (path: string) => {
    await page.goto(await site.loginLink('Ada'));
    await page.goto(`${site.origin}${path}`);
  };
  /** The link in the newest mail to somebody. */
  const linkMailedTo = async (address: string) => {
    let link: string | undefined;
    await eventually('the mail', async () => {
      const { rows } = await site.db.owner.query(
        'select text from kept_mail where recipient = $1 order by id desc limit 1',
        [address],
      );
      link = /http\S+#\S+/.exec(rows[0]?.text ?? '')?.[0];
      return link !== undefined;
    });
    return link as string;
  };
  const invited = async (name: string, role: string) => {
    const address = `${name.toLowerCase()}@paper.example`;
    await asAdmin('/users');
    const form = page.getByRole('region', { name: 'Invite somebody' });
    await form.getByLabel('Name').fill(name);
    await form.getByLabel('E-mail').fill(address);
    await form.getByLabel('Role').selectOption(role);
    await form.getByRole('button', { name: 'Invite' }).click();
    await status(`${name} is invited: the mail is on its way.`);
    return { address, link: await linkMailedTo(address) };
  };
  const isClean = async () => expect(await accessibilityFaults(page)).toEqual([]);
  /** Light on a wide screen and dark on a telephone are looked at by axe; all four are pictured. */
  const inBothSchemes = async (name: string) => {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      if (scheme === 'light') await isClean();
      await picture(page, `${name}-${scheme}`);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
      if (scheme === 'dark') await isClean();
      await picture(page, `${name}-${scheme}-390`);
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };

  test('from the invitation to a second factor, and in again by the keyboard alone', async () => {
    const { address, link } = await invited('Bea', 'moderator');
    await page.context().clearCookies();
    await page.goto(link);
    await heading('Moderate comments at Hawaii Warrior World');
    await inBothSchemes('join');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByText('Take at least 12 characters').waitFor();
    expect(
      await page.evaluate(() => document.activeElement?.getAttribute('name') ?? document.activeElement?.tagName),
    ).toBe('INPUT');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();

    await page.goto(`${site.origin}/account`);
    await page.getByRole('button', { name: 'Set it up' }).click();
    await page.getByLabel('Your password', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /authenticator app/ }).waitFor();
    await inBothSchemes('enrolment');
    const shown = await page.locator('.enrol code').textContent();
    const totp = new TOTP({ secret: Secret.fromBase32((shown ?? '').replaceAll(' ', '')) });
    await page.getByLabel('Code', { exact: true }).fill(totp.generate());
    await page.keyboard.press('Enter');
    const list = page.getByRole('list', { name: 'Recovery codes' });
    await list.waitFor();
    const codes = await list.getByRole('listitem').allTextContents();
    expect(codes).toHaveLength(10);
    await inBothSchemes('recovery-codes');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('10 recovery codes are left.').waitFor();
    await inBothSchemes('account');

    await page.getByRole('button', { name: 'Signed in as Bea' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading('Sign in');
    await inBothSchemes('sign-in');
    // By the keyboard alone, from the top of the page.
    await page.reload();
    await heading('Sign in');
    await page.keyboard.press('Tab');
    await page.keyboard.type(address);
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByLabel('Code', { exact: true }).waitFor();
    await inBothSchemes('second-factor');
    await page.keyboard.type('000000');
    await page.keyboard.press('Enter');
    await page.getByText('The code does not match').waitFor();
    await page.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
  }, 300_000);

  test('a wrong password says so without saying more, and a forgotten one is replaced by mail', async () => {
    const { address, link } = await invited('Cyd', 'triage');
    await page.context().clearCookies();
    await page.goto(link);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Join' }).click();
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    await page.context().clearCookies();
    await page.goto(site.origin);
    await page.getByLabel('E-mail').fill(address);
    await page.getByLabel('Password', { exact: true }).fill('not the right words');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('The e-mail address and the password do not match.').waitFor();
    await isClean();
    await page.getByRole('button', { name: 'Forgotten?' }).click();
    await page.getByLabel('E-mail').fill(address);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await status('If there is an account with this address');
    await eventually('the mail', async () => /reset#/.test(await linkMailedTo(address)));
    await page.goto(await linkMailedTo(address));
    await heading('Choose a new password');
    await page.getByLabel('Password', { exact: true }).fill('seven slow lanterns hum');
    await page.getByRole('button', { name: 'Set the password' }).click();
    await status('Your new password is set');
    await page.getByRole('link', { name: 'Sign in' }).click();
    await page.getByLabel('E-mail').fill(address);
    await page.getByLabel('Password', { exact: true }).fill('seven slow lanterns hum');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Pages' }).waitFor();
    await page.goto(link);
    await page.reload();
    await heading('This link does not work any more');
    await inBothSchemes('dead-link');
  }, 180_000);

  test('what a role may not do is not shown, and the server refuses it', async () => {
    await site.hold({ body: 'You are a pathetic moron, and the levy is too high.' });
    await page.goto(await site.loginLink('Tri', { role: 'triage' }));
    const approve = page.getByRole('button', { name: /Approve/ });
    await approve.waitFor();
    expect(await approve.isDisabled()).toBe(true);
    await page.keyboard.press('a');
    await page.keyboard.press('r');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.getByRole('button', { name: 'Signed in as Tri' }).click();
    await page.getByRole('menuitem', { name: 'Your account' }).waitFor();
    expect(await page.getByRole('menuitem', { name: /Users|Site and keys/ }).count()).toBe(0);
    await page.goto(`${site.origin}/users`);
    await heading('Managing users is not for your role');
    await inBothSchemes('no-rights');
    await page.goto(`${site.origin}/settings`);
    await heading('The site’s settings is not for your role');
    for (const path of ['users', 'keys']) {
      const answer = await page.request.get(`${site.origin}/api/${path}`);
      expect([path, answer.status()]).toEqual([path, 403]);
    }
    await page.goto(`${site.origin}/guidelines`);
    await page.getByTestId('guidelines-text').waitFor();
    expect(await page.getByRole('link', { name: 'Edit the text' }).count()).toBe(0);
  }, 180_000);

  test('an admin changes a role, signs somebody out, disables and takes back; the last admin stays one', async () => {
    await site.db.owner.query(`update moderator set disabled_at = now() where role = 'admin'`);
    const link = await site.loginLink('Dee', { role: 'moderator' });
    const dee = await openPage(browser);
    await dee.page.goto(link);
    await dee.page.getByRole('navigation', { name: 'Pages' }).waitFor();
    await asAdmin('/users');
    await heading('Users');
    await inBothSchemes('users');
    await page.getByLabel('Role of Dee').selectOption('read_only');
    await status('Dee is now read-only.');
    const row = page.getByRole('row', { name: /Dee/ });
    await row.getByRole('button', { name: 'More about Dee' }).click();
    await inBothSchemes('user-menu');
    await page.getByRole('menuitem', { name: 'Sign out everywhere' }).click();
    await status('Dee: Signed out everywhere.');
    await dee.page.reload();
    await dee.page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor();
    await dee.page.context().close();
    await row.getByRole('button', { name: 'More about Dee' }).click();
    await page.getByRole('menuitem', { name: 'Disable…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable', exact: true }).click();
    await status('Dee is disabled and signed out.');
    await row.getByRole('button', { name: 'More about Dee' }).click();
    await page.getByRole('menuitem', { name: 'Take back into use' }).click();
    await status('Dee may sign in again.');
    await page
      .getByRole('row', { name: /\(you\)/ })
      .getByRole('combobox')
      .selectOption('triage');
    await page.getByRole('alert').getByText('This is the last admin who can sign in.').waitFor();
    expect(
      await page
        .getByRole('row', { name: /\(you\)/ })
        .getByRole('combobox')
        .inputValue(),
    ).toBe('admin');
    await isClean();
  }, 180_000);

  test('a key is shown once, and revoked; the site is renamed', async () => {
    await asAdmin('/settings');
    await heading('Site and keys');
    await page.getByText('None yet. Your site’s software sends comments with one.').waitFor();
    await page.getByLabel('What a new key is for').fill('The plugin');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const key = await page.locator('.secret-once code').textContent();
    expect(key).toMatch(/^mod_[\w-]{32}$/);
    await inBothSchemes('key-once');
    await page.getByRole('button', { name: 'I have kept it' }).click();
    expect(await page.content()).not.toContain(key);
    await page.reload();
    await page.getByRole('button', { name: 'Revoke The plugin' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText(/Revoked/).waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Harbour News');
    await page.getByRole('button', { name: 'Change the name' }).click();
    await status('The name is changed.');
    await page.getByRole('heading', { level: 1, name: 'Harbour News' }).waitFor();
    await inBothSchemes('settings');
    await site.db.owner.query(`update site set name = 'Hawaii Warrior World'`);
  }, 180_000);
});
