import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const root = resolve(__dirname, '../..');
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const found = existsSync(executablePath);
if (!found && process.env.MODERATO_NO_SKIP) throw new Error('chromium is missing, and nothing may be skipped');

/** `describe`, or a skip that says why, where no browser is installed. */
export const describeInBrowser = (name: string, tests: () => void): void =>
  found ? describe(name, tests) : describe.skip(`${name} (skipped: no chromium at CHROMIUM_PATH)`, tests);

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Builds the desk where a fresh checkout has not yet; returns its folder. */
export function builtDesk(): string {
  const web = join(root, 'services/console/web');
  const dist = join(web, 'dist');
  if (!existsSync(join(dist, 'index.html'))) {
    const vite = createRequire(join(web, 'package.json')).resolve('vite/package.json');
    execFileSync(process.execPath, [join(vite, '../bin/vite.js'), 'build'], { cwd: web, stdio: 'pipe' });
  }
  return dist;
}

export interface WatchedPage {
  page: Page;
  /** What the browser complained of: errors on its console, and uncaught ones. */
  complaints: string[];
}

/** A page in a session of its own, as a reader in Honolulu has it. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Pacific/Honolulu',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with the page as it stands: rule and place. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] };
    const { axe } = globalThis as unknown as { axe: { run(): Promise<Found> } };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((n) => `${id}: ${n.target.join(' ')} — ${n.failureSummary}`),
    );
  });
}

/** A picture into the folder that MODERATO_PICTURES names; nothing where it names none. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.MODERATO_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
