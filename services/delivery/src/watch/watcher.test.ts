import {
  claimWatch,
  type Database,
  findGuidelines,
  findWatch,
  lookSoon,
  moveGuidelines,
  nextGuidelinesVersion,
  recordDraft,
  recordPublished,
  recordUnwatched,
  recordWatch,
  type Watch,
} from '@moderato/database';
import type { Tuning } from '@moderato/domain';
import { compile, tuned } from '@moderato/guidelines';
import { createPageFetcher, type PageFetcher } from '@moderato/pages';
import {
  captureLog,
  createTestDatabase,
  type HttpReceiver,
  insertTestSite,
  ManualClock,
  type ReceivedRequest,
  startHttpReceiver,
  type TestDatabase,
} from '@moderato/testkit';
import { refuseUrl } from '@moderato/webhooks';
import { readPage } from './read-page.js';
import { recordLook } from './record-look.js';
import { Watcher, type WatcherOptions } from './watcher.js';

const liveText = [
  'Comments must be civil. No personal attacks on other readers.',
  'No more than two links in a comment.',
  'Report abuse to abuse@paper.example.',
].join('\n\n');
const editors = ['ann@paper.example', 'bob@paper.example'];
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A page as a site would serve it, with what else stands on one. */
const pageOf = (text: string, around = 'Monday, 23 November'): string =>
  `<!doctype html><html><head><title>Rules</title></head><body><nav><a href="/">Home</a> ${around}</nav>
  <main><h1>How to comment</h1>${text
    .split('\n\n')
    .map((one) => `<p>${one}</p>`)
    .join('\n')}</main><footer>${around}</footer></body></html>`;

/** A site with live guidelines, a web server with its page, and a watch on it, looked at by a clock that tests move. */
class WatchedSite {
  readonly clock = new ManualClock();
  readonly captured = captureLog();
  readonly jobs: unknown[] = [];
  readonly #fetchers: PageFetcher[] = [];
  /** What the page's server answers; robots.txt is not there unless a test puts it there. */
  answer: HttpReceiver['answer'] = 200;
  robots: HttpReceiver['answer'] = 404;

  private constructor(
    readonly db: TestDatabase,
    readonly siteId: string,
    readonly web: HttpReceiver,
  ) {
    web.answer = (res, request, nth) => {
      const answer = request.path === '/robots.txt' ? this.robots : this.answer;
      if (typeof answer === 'number') res.writeHead(answer).end();
      else answer(res, request, nth);
    };
    this.serve(liveText);
  }

  static async make({ text = liveText, tuning = {} as Tuning } = {}): Promise<WatchedSite> {
    const db = await createTestDatabase();
    const policy = tuned(compile(text), tuning);
    const web = await startHttpReceiver();
    const site = new WatchedSite(db, await insertTestSite(db, policy), web);
    await site.watch();
    return site;
  }

  get database(): Database {
    return this.db.database;
  }

  async watch(url = this.web.url): Promise<void> {
    const change = { actor: 'cli', at: this.clock.now() };
    await this.database.withSite(this.siteId, (tx) =>
      recordWatch(tx, this.siteId, { url, editors, everyHours: 24 }, change),
    );
  }

  /** The page holds `text` from now on. */
  serve(text: string, { around, headers = {} }: { around?: string; headers?: Record<string, string> } = {}): void {
    this.answer = (res) => {
      for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
      res.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf(text, around));
    };
  }

  pageRequests(): ReceivedRequest[] {
    return this.web.requests.filter(({ path }) => path !== '/robots.txt');
  }

  watcher(changes: Partial<WatcherOptions> = {}, { allowPrivate = true } = {}): Watcher {
    const fetcher = createPageFetcher({
      userAgent: 'Moderato/test',
      robotsName: 'Moderato',
      refuse: (url) => refuseUrl(url, { allowPrivate, allowHttp: true }),
      timeoutMs: 5_000,
    });
    this.#fetchers.push(fetcher);
    const { database, clock } = this;
    const queues: WatcherOptions['queues'] = { enqueue: async (name, jobs) => void this.jobs.push([name, ...jobs]) };
    const { log } = this.captured;
    const mailDomain = 'paper.example';
    return new Watcher({ database, fetcher, clock, log, queues, mailDomain, leaseMs: 60_000, ...changes });
  }

  /** A day passes, and the page is looked at. */
  async nextLook(watcher = this.watcher()): Promise<Watch> {
    if ((await this.found()).lookedAt) this.clock.advance(dayMs);
    await watcher.tick();
    return this.found();
  }

  async found(): Promise<Watch> {
    const watch = await this.database.withSite(this.siteId, (tx) => findWatch(tx, this.siteId));
    if (!watch) throw new Error('no page is watched');
    return watch;
  }

  version = (version: number) => this.database.withSite(this.siteId, (tx) => findGuidelines(tx, this.siteId, version));

  async publish(text: string): Promise<void> {
    await this.database.withSite(this.siteId, async (tx) => {
      const version = await nextGuidelinesVersion(tx, this.siteId);
      await recordPublished(tx, this.siteId, compile(text, { version }), { actor: 'cli', at: this.clock.now() });
    });
  }

  async rows<Row>(sql: string): Promise<Row[]> {
    return (await this.db.owner.query(sql)).rows as Row[];
  }

  states = async (): Promise<Record<number, string>> =>
    Object.fromEntries(
      (
        await this.rows<{ version: number; state: string }>('select version, state from guidelines order by version')
      ).map(({ version, state }) => [version, state]),
    );
  notices = async (): Promise<string[]> =>
    (await this.rows<{ kind: string }>('select kind from watch_notice order by created_at, id')).map(
      ({ kind }) => kind,
    );
  backtests = () => this.rows<{ id: string; version: number }>('select id, version from backtest order by created_at');
  mails = () =>
    this.rows<{ recipient: string; kind: string }>(`select recipient, kind from mail order by created_at, recipient`);

  async dispose(): Promise<void> {
    for (const fetcher of this.#fetchers) await fetcher.close();
    await this.web.close();
    await this.db.drop();
  }
}

const article = 'The council met on Tuesday to talk about the bridge. '.repeat(20);
const german = 'Der Rat hat am Dienstag über die Brücke gesprochen und nichts beschlossen. '.repeat(10);

let site: WatchedSite;
beforeEach(async () => {
  site = await WatchedSite.make();
});
afterEach(() => site.dispose());

const newText = liveText.replace('two links', 'one link');
const otherAddress = liveText.replace('abuse@', 'desk@');
const noAddress = liveText.replace('Report abuse to abuse@paper.example.', 'Threats get you banned.');

describe('the page', () => {
  test('that says what is live is in step, and nobody is told', async () => {
    expect(await site.nextLook()).toMatchObject({
      result: 'same',
      resultWords: 'The page says what the live guidelines (version 1) say.',
      nextLookAt: new Date(site.clock.now().getTime() + dayMs),
      failures: 0,
      alarm: null,
    });
    expect([await site.states(), await site.notices(), await site.backtests()]).toEqual([{ 1: 'live' }, [], []]);
  });

  test('is asked for politely: once a day, robots.txt first, by name, and whether it changed', async () => {
    const etag = '"v1"';
    site.serve(liveText, { headers: { etag, 'last-modified': 'Mon, 23 Nov 2026 09:00:00 GMT' } });
    const watcher = site.watcher();
    await site.nextLook(watcher);
    site.answer = (res, { headers }) => res.writeHead(headers['if-none-match'] === etag ? 304 : 500).end();
    expect(await watcher.tick()).toBe(0);
    expect(await site.nextLook(watcher)).toMatchObject({ result: 'same', failures: 0 });
    expect(site.web.requests.map(({ path, headers }) => [path, headers['user-agent']])).toEqual([
      ['/robots.txt', 'Moderato/test'],
      ['/hook', 'Moderato/test'],
      ['/robots.txt', 'Moderato/test'],
      ['/hook', 'Moderato/test'],
    ]);
    expect(site.pageRequests()[1]?.headers).toMatchObject({
      'if-none-match': etag,
      'if-modified-since': 'Mon, 23 Nov 2026 09:00:00 GMT',
    });
  });

  test('may look different, be set otherwise and have other things around: that is no change', async () => {
    await site.nextLook();
    const words = liveText.replace('Comments must', 'Comments\n   <b>must</b>').replaceAll('other', '<i>other</i>');
    site.serve(words, { around: 'Tuesday, 24 November. Most read: a storm' });
    expect(await site.nextLook()).toMatchObject({ result: 'same' });
    expect(await site.notices()).toEqual([]);
  });
});

describe('a change', () => {
  test('makes a draft of the page, its backtest with a job, and one notice; nothing goes live', async () => {
    await site.nextLook();
    site.serve(newText);
    const watch = await site.nextLook();
    expect(watch).toMatchObject({ result: 'changed', draftVersion: 2, alarm: null });
    expect(watch.resultWords).toBe('The page changed: draft 2 holds what it says now.');
    expect(await site.states()).toEqual({ 1: 'live', 2: 'draft' });
    expect((await site.version(2))?.policy.source).toContain('No more than one link in a comment.');
    const [backtest, ...others] = await site.backtests();
    expect([backtest?.version, others, backtest?.id]).toEqual([2, [], watch.backtestId]);
    expect(site.jobs).toEqual([['backtest', { siteId: site.siteId, backtestId: watch.backtestId }]]);
    expect(await site.notices()).toEqual(['changed']);
    expect(await site.rows('select kind, actor, data from action')).toContainEqual({
      kind: 'guidelines.drafted',
      actor: 'watch',
      data: { version: 2, hash: (await site.version(2))?.policy.hash },
    });
  });

  test('is told once: a page that stays as it is makes no second draft', async () => {
    site.serve(newText);
    await site.nextLook();
    expect(await site.nextLook()).toMatchObject({ result: 'differs', draftVersion: 2 });
    expect(await site.nextLook()).toMatchObject({
      resultWords: expect.stringContaining('Version 2 (draft) holds what it says.'),
    });
    expect([await site.states(), await site.notices()]).toEqual([{ 1: 'live', 2: 'draft' }, ['changed']]);
  });

  test('carries over how the live version is tuned, and names what fits no more', async () => {
    await site.dispose();
    const tuning = { clauses: { 'links-1': { off: true } }, site: { hold: ['levy'] } } satisfies Tuning;
    site = await WatchedSite.make({ tuning });
    site.serve(liveText.replace('No more than two links in a comment.', 'No spam.'));
    await site.nextLook();
    expect((await site.version(2))?.policy.tuning).toEqual({ site: { hold: ['levy'] } });
    expect(await site.rows("select data->'news' as news from watch_notice")).toEqual([
      { news: { kind: 'changed', version: 2, against: 1, leftOut: ['/tuning/clauses/links-1'], supersedes: null } },
    ]);
  });

  test('that is changed again takes the place of the first draft', async () => {
    site.serve(newText);
    await site.nextLook();
    site.serve(`${newText}\n\nNo shouting.`);
    expect(await site.nextLook()).toMatchObject({ result: 'changed', draftVersion: 3 });
    expect(await site.states()).toEqual({ 1: 'live', 2: 'discarded', 3: 'draft' });
  });

  test('that an editor has drafted already makes no second draft', async () => {
    await site.database.withSite(site.siteId, async (tx) => {
      const version = await nextGuidelinesVersion(tx, site.siteId);
      await recordDraft(tx, site.siteId, compile(newText, { version }), { actor: 'cli', at: site.clock.now() });
    });
    site.serve(newText.replaceAll('. ', '.\n\n'));
    expect(await site.nextLook()).toMatchObject({ result: 'changed', draftVersion: 2 });
    expect([await site.states(), await site.notices()]).toEqual([{ 1: 'live', 2: 'draft' }, ['changed']]);
  });

  test('taken back discards the draft and says so; one in shadow is left to its editor', async () => {
    site.serve(newText);
    await site.nextLook();
    site.serve(liveText);
    expect(await site.nextLook()).toMatchObject({ result: 'same', draftVersion: null });
    expect([await site.states(), await site.notices()]).toEqual([{ 1: 'live', 2: 'discarded' }, ['changed', 'back']]);
    site.serve(newText);
    await site.nextLook();
    await site.database.withSite(site.siteId, (tx) =>
      moveGuidelines(tx, site.siteId, { version: 3, to: 'shadow', actor: 'cli', at: site.clock.now() }),
    );
    site.serve(liveText);
    await site.nextLook();
    expect((await site.states())[3]).toBe('shadow');
    expect(await site.rows("select data->'news' as news from watch_notice order by created_at desc limit 1")).toEqual([
      { news: { kind: 'back', liveVersion: 1, discarded: null, inShadow: 3 } },
    ]);
  });

  test('that is published is in step at once, and is no news', async () => {
    site.serve(newText);
    await site.nextLook();
    site.clock.advance(hourMs);
    await site.database.withSite(site.siteId, (tx) =>
      moveGuidelines(tx, site.siteId, { version: 2, to: 'live', actor: 'cli', at: site.clock.now() }),
    );
    await site.watcher().tick();
    expect(await site.found()).toMatchObject({ result: 'same', draftVersion: null, lookedAt: site.clock.now() });
    expect(await site.notices()).toEqual(['changed']);
  });
});

describe('exactly once', () => {
  test('many processes look once', async () => {
    site.serve(newText);
    const looks = await Promise.all(Array.from({ length: 4 }, () => site.watcher().tick()));
    expect(looks.toSorted()).toEqual([0, 0, 0, 1]);
    expect(site.pageRequests()).toHaveLength(1);
    expect([await site.states(), await site.notices()]).toEqual([{ 1: 'live', 2: 'draft' }, ['changed']]);
  });

  test('a look that is cut off before its commit leaves nothing, and the next one does it all once', async () => {
    site.serve(newText);
    const database = Object.create(site.database) as Database;
    let cuts = 1;
    database.withSite = (siteId, work) =>
      site.database.withSite(siteId, async (tx) => {
        const result = await work(tx);
        const { rowCount } = await tx.query(`select from watch_notice`);
        if (rowCount && cuts-- > 0) throw new Error('cut off');
        return result;
      });
    const watcher = site.watcher({ database });
    expect(await watcher.tick()).toBe(0);
    expect([await site.states(), await site.notices(), await site.backtests()]).toEqual([{ 1: 'live' }, [], []]);
    expect(await watcher.tick()).toBe(0);
    site.clock.advance(60_000);
    expect(await watcher.tick()).toBe(1);
    expect([await site.states(), await site.notices()]).toEqual([{ 1: 'live', 2: 'draft' }, ['changed']]);
    expect(await site.backtests()).toHaveLength(1);
  });

  test('a look that comes home after its lease, or after the page was changed for another, is not written', async () => {
    site.serve(newText);
    const claim = async () => {
      const at = site.clock.now();
      const leasedUntil = new Date(at.getTime() + 60_000);
      const claimed = await site.database.withSite(site.siteId, (tx) =>
        claimWatch(tx, site.siteId, { at, leasedUntil }),
      );
      if (!claimed) throw new Error('nothing is due');
      const fetcher = createPageFetcher({ userAgent: 'Moderato/test' });
      const reading = await readPage(claimed, { fetcher, clock: site.clock });
      await fetcher.close();
      return { claimed, reading };
    };
    const late = await claim();
    site.clock.advance(60_000);
    const next = await claim();
    const record = (look: typeof late) => recordLook(site.database, site.siteId, { ...look, at: site.clock.now() });
    expect(await record(late)).toBeNull();
    expect(await record(next)).toMatchObject({ result: 'changed' });
    site.clock.advance(dayMs);
    const abandoned = await claim();
    await site.watch(`${site.web.url}/elsewhere`);
    expect(await record(abandoned)).toBeNull();
    expect([await site.states(), await site.notices()]).toEqual([{ 1: 'live', 2: 'draft' }, ['changed']]);
  });
});

describe('an alarm', () => {
  test.each<[string, string, string, RegExp]>([
    ['another report address', otherAddress, 'report_address_changed', /now names desk@.* still go to abuse@paper/],
    ['no report address', noAddress, 'report_address_vanished', /names no e-mail address .* still go to abuse@paper/],
  ])('is raised at once by %s, beside the draft; reports go where they went', async (_, text, kind, words) => {
    await site.nextLook();
    site.serve(text);
    const { alarm } = await site.nextLook();
    expect(alarm).toMatchObject({ kind, words: expect.stringMatching(words), since: site.clock.now() });
    expect((await site.notices()).toSorted()).toEqual(['alarm', 'changed']);
    expect(await site.states()).toEqual({ 1: 'live', 2: 'draft' });
    expect((await site.version(1))?.policy.report.emails).toEqual(['abuse@paper.example']);
    expect(await site.nextLook()).toMatchObject({ alarm: { kind, since: alarm?.since } });
    expect(await site.notices()).toHaveLength(2);
  });

  test('ends when the draft is published, and is told to be over', async () => {
    site.serve(otherAddress);
    await site.nextLook();
    site.clock.advance(hourMs);
    await site.publish(otherAddress);
    await site.watcher().tick();
    expect(await site.found()).toMatchObject({ result: 'same', alarm: null });
    expect((await site.notices()).toSorted()).toEqual(['alarm', 'changed', 'resolved']);
  });

  test('is another one where the address changes again', async () => {
    site.serve(otherAddress);
    await site.nextLook();
    site.serve(liveText.replace('abuse@', 'third@'));
    await site.nextLook();
    expect((await site.notices()).filter((kind) => kind === 'alarm')).toHaveLength(2);
  });

  test.each([404, 410])('is raised by a page that answers %i, once, and ends when it is back', async (status) => {
    await site.nextLook();
    site.answer = status;
    expect(await site.nextLook()).toMatchObject({
      result: 'gone',
      resultWords: `The page is gone: the server answers ${status}.`,
      alarm: { kind: 'page_gone' },
      nextLookAt: new Date(site.clock.now().getTime() + hourMs),
    });
    await site.nextLook();
    expect(await site.notices()).toEqual(['alarm']);
    site.serve(liveText);
    expect(await site.nextLook()).toMatchObject({ result: 'same', alarm: null, failures: 0, failingSince: null });
    expect(await site.notices()).toEqual(['alarm', 'resolved']);
    expect(await site.states()).toEqual({ 1: 'live' });
  });

  test.each<[string, HttpReceiver['answer'], string]>([
    ['an article', (res) => res.setHeader('content-type', 'text/html').end(pageOf(article)), 'no sentence of it reads'],
    ['a page in another language', (res) => res.setHeader('content-type', 'text/html').end(pageOf(german)), 'English'],
    ['a picture', (res) => res.setHeader('content-type', 'image/png').end('PNG'), 'sends image/png, not text'],
    ['binary data called text', (res) => res.setHeader('content-type', 'text/plain').end('a\0b'), 'it is not text'],
    ['an empty page', (res) => res.setHeader('content-type', 'text/html').end('<p></p>'), 'it holds no words'],
    [
      'more than a megabyte',
      (res) => res.setHeader('content-type', 'text/html').end(pageOf(liveText, 'menu '.repeat(200_000))),
      'longer than 1000 KB',
    ],
  ])('is raised by %s in place of guidelines, and names the reason', async (_, answer, reason) => {
    await site.nextLook();
    site.answer = answer;
    const { result, resultWords, alarm } = await site.nextLook();
    expect([result, alarm?.kind]).toEqual(['no_guidelines', 'no_guidelines']);
    expect(resultWords).toMatch(/^The page holds no guidelines: .*\.$/);
    expect(resultWords).toContain(reason);
    expect([await site.states(), await site.notices()]).toEqual([{ 1: 'live' }, ['alarm']]);
  });

  test('is no alarm where a long page holds guidelines in less than a megabyte', async () => {
    site.serve(liveText, { around: 'menu '.repeat(90_000) });
    expect(await site.nextLook()).toMatchObject({ result: 'same', alarm: null });
  });
});

describe('a page that may not or cannot be fetched', () => {
  test('because robots.txt keeps robots off it is not fetched, and the editors hear why', async () => {
    site.robots = (res) => res.end('User-agent: *\nDisallow: /hook');
    const { result, resultWords, alarm } = await site.nextLook();
    expect([result, alarm?.kind]).toEqual(['robots', 'page_not_read']);
    expect(resultWords).toContain('asks robots to keep off it (robots.txt)');
    expect(site.pageRequests()).toEqual([]);
    expect(await site.notices()).toEqual(['alarm']);
  });

  test('because it leads to a private address is not dialled', async () => {
    expect(await site.nextLook(site.watcher({}, { allowPrivate: false }))).toMatchObject({
      result: 'refused_address',
      resultWords: 'The page may not be fetched: its address must not lead to a private, local or reserved address.',
      alarm: { kind: 'page_not_read' },
    });
    expect(site.web.requests).toEqual([]);
  });

  test('because it redirects to a private address is not dialled there', async () => {
    const refuse = (url: string) => (url.includes('10.0.0.8') ? 'must not lead to a private address' : null);
    const fetcher = createPageFetcher({ userAgent: 'Moderato/test', refuse });
    site.answer = (res) => res.writeHead(302, { location: 'http://10.0.0.8/latest/meta-data' }).end();
    expect(await site.nextLook(site.watcher({ fetcher }))).toMatchObject({ result: 'refused_address' });
    await fetcher.close();
  });

  test('is tried again sooner, twice as long each time up to a day, and raises one alarm after three days', async () => {
    site.answer = 503;
    const waits: number[] = [];
    const began = site.clock.now();
    const watcher = site.watcher();
    for (let i = 0; i < 9; i++) {
      await watcher.tick();
      const { nextLookAt, alarm } = await site.found();
      waits.push((nextLookAt.getTime() - site.clock.now().getTime()) / hourMs);
      const isLong = site.clock.now().getTime() - began.getTime() >= 3 * dayMs;
      expect(alarm?.kind ?? null).toBe(isLong ? 'page_not_read' : null);
      site.clock.advance(nextLookAt.getTime() - site.clock.now().getTime());
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 24, 24, 24, 24]);
    expect(await site.notices()).toEqual(['alarm']);
    expect((await site.found()).alarm?.words).toBe(
      'The page could not be fetched: the server answers 503. It has not been read since 2026-11-23.',
    );
    site.serve(liveText);
    await watcher.tick();
    expect([(await site.found()).alarm, await site.notices()]).toEqual([null, ['alarm', 'resolved']]);
  });

  test('is left alone for as long as its server asks, whoever wants a look', async () => {
    site.answer = (res) => res.writeHead(429, { 'retry-after': String(6 * 3_600) }).end();
    const inSixHours = new Date(site.clock.now().getTime() + 6 * hourMs);
    expect(await site.nextLook()).toMatchObject({ result: 'unreachable', nextLookAt: inSixHours, alarm: null });
    site.clock.advance(hourMs);
    await site.database.withSite(site.siteId, (tx) => lookSoon(tx, site.siteId, site.clock.now()));
    expect((await site.found()).nextLookAt).toEqual(inSixHours);
  });

  test('because robots.txt cannot be read now is waited for', async () => {
    site.robots = 503;
    expect(await site.nextLook()).toMatchObject({
      result: 'unreachable',
      resultWords: 'The page could not be fetched: the server answers 503 for robots.txt.',
    });
    expect(site.pageRequests()).toEqual([]);
  });

  test('keeps an open alarm open', async () => {
    site.serve(otherAddress);
    await site.nextLook();
    site.answer = 500;
    expect((await site.nextLook()).alarm?.kind).toBe('report_address_changed');
  });
});

describe('mails', () => {
  test('about a change wait for its backtest, and go to each editor once', async () => {
    site.serve(newText);
    const { backtestId } = await site.nextLook();
    const watcher = site.watcher();
    await watcher.tick();
    expect(await site.mails()).toEqual([]);
    await site.db.owner.query(`update backtest set state = 'done' where id = $1`, [backtestId]);
    await Promise.all([watcher.tick(), site.watcher().tick()]);
    await watcher.tick();
    expect(await site.mails()).toEqual(editors.map((recipient) => ({ recipient, kind: 'watch' })));
  });

  test('about a change wait half an hour at most', async () => {
    site.serve(newText);
    await site.nextLook();
    site.clock.advance(29 * 60_000);
    await site.watcher().tick();
    expect(await site.mails()).toEqual([]);
    site.clock.advance(60_000);
    await site.watcher().tick();
    expect(await site.mails()).toHaveLength(2);
  });

  test('about an alarm are made at once', async () => {
    site.answer = 404;
    await site.nextLook();
    expect(await site.mails()).toHaveLength(2);
  });

  test('are owed to nobody once the watch has ended', async () => {
    site.serve(newText);
    await site.nextLook();
    await site.database.withSite(site.siteId, (tx) =>
      recordUnwatched(tx, site.siteId, { actor: 'cli', at: site.clock.now() }),
    );
    site.clock.advance(dayMs);
    expect(await site.watcher().tick()).toBe(0);
    expect(await site.mails()).toEqual([]);
  });
});

test('neither the editors’ addresses nor the page’s words reach the log', async () => {
  site.serve(otherAddress);
  await site.nextLook();
  site.answer = 404;
  await site.nextLook();
  expect(site.captured.lines).toContainEqual(
    expect.objectContaining({ event: 'watch.looked', siteId: site.siteId, result: 'changed', draftVersion: 2 }),
  );
  for (const mark of ['@paper.example', 'personal attacks', '/hook']) expect(site.captured.text()).not.toContain(mark);
});

test('where nothing is live yet the page becomes the first draft, and no address is missed', async () => {
  await site.db.owner.query(`update guidelines set state = 'discarded'`);
  expect(await site.nextLook()).toMatchObject({ result: 'changed', draftVersion: 2, alarm: null });
});
