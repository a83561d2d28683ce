import { setTimeout as pause } from 'node:timers/promises';
import { booleanSetting, loadConfig } from '@moderato/config';
import {
  type Database,
  findWatch,
  lookSoon,
  type Queryable,
  recordUnwatched,
  recordWatch,
  type Watch,
} from '@moderato/database';
import { type WatchSettings, watchSettingsSchema } from '@moderato/domain';
import { refuseUrl } from '@moderato/webhooks';
import { z } from 'zod';
import { InputError, type Io, UsageError } from './io.js';

const actor = 'cli';
const lookMs = 500;
/** Delivery looks for what is due every second or so. */
const patienceMs = 15_000;
/** Longer than a page may take. */
const longestMs = 120_000;

const noWatch = 'no page is watched: `moderato guidelines watch URL --site SLUG --editor EMAIL` names one';
const env = z.object({ MODERATO_ALLOW_PRIVATE_URLS: booleanSetting });

/** Throws UsageError for what the API would refuse. */
export function parseWatchSettings(
  url: string,
  { editors, everyHours }: { editors: string[]; everyHours: number },
  io: Io,
): WatchSettings {
  const { MODERATO_ALLOW_PRIVATE_URLS: allowPrivate } = loadConfig(env, io.env);
  const refusal = refuseUrl(url, { allowPrivate, allowHttp: true });
  if (refusal) throw new UsageError(`${url}: it ${refusal}`);
  if (editors.length === 0) throw new UsageError('name who is to be told: --editor EMAIL, once for each');
  const parsed = watchSettingsSchema.safeParse({ url, editors, everyHours });
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ path, message }) => `${path.join(' ')}: ${message}`).join('; '));
}

/** Sets what is watched, and has it looked at soon. Returns the watch before that look. */
export function setWatch(database: Database, siteId: string, settings: WatchSettings): Promise<Watch> {
  return database.withSite(siteId, async (tx) => {
    await recordWatch(tx, siteId, settings, { actor, at: new Date() });
    return watchOf(tx, siteId);
  });
}

/** Has the page that is watched looked at soon. Returns the watch before that look. */
export function askForLook(database: Database, siteId: string): Promise<Watch> {
  return database.withSite(siteId, async (tx) => {
    await lookSoon(tx, siteId, new Date());
    return watchOf(tx, siteId);
  });
}

export async function endWatch(database: Database, siteId: string): Promise<void> {
  const ended = await database.withSite(siteId, (tx) => recordUnwatched(tx, siteId, { actor, at: new Date() }));
  if (!ended) throw new UsageError(noWatch);
}

export async function showWatch(database: Database, siteId: string, json: boolean, io: Io): Promise<void> {
  const watch = await database.withSite(siteId, (tx) => watchOf(tx, siteId));
  io.stdout.write(json ? `${JSON.stringify(shown(watch))}\n` : described(watch));
  if (watch.alarm || watch.failures > 0) io.fail(1);
}

/** Waits until delivery has looked again since `before`. */
export async function waitForLook(
  database: Database,
  siteId: string,
  { nextLookAt, lookedAt: before }: Watch,
  io: Io,
): Promise<void> {
  const due = nextLookAt.toISOString();
  const startAt = Math.max(Date.now(), nextLookAt.getTime());
  if (startAt > Date.now() + longestMs) throw new InputError(`the page’s server wants to be left alone until ${due}`);
  if (startAt > Date.now()) io.stderr.write(`moderato: the last look was just now; the next is due at ${due}\n`);
  for (let told = false; ; await pause(lookMs)) {
    const { lookedAt } = await database.withSite(siteId, (tx) => watchOf(tx, siteId));
    if (lookedAt && lookedAt.getTime() !== before?.getTime()) return;
    const waitedMs = Date.now() - startAt;
    if (waitedMs > longestMs) throw new InputError('nobody has looked at the page');
    if (told || waitedMs < patienceMs) continue;
    told = true;
    io.stderr.write('moderato: nobody has looked yet; is delivery running on this database?\n');
  }
}

async function watchOf(tx: Queryable, siteId: string): Promise<Watch> {
  const watch = await findWatch(tx, siteId);
  if (!watch) throw new UsageError(noWatch);
  return watch;
}

const shown = ({
  url,
  editors,
  everyHours,
  lookedAt,
  result,
  resultWords,
  nextLookAt,
  draftVersion,
  alarm,
}: Watch) => ({
  url,
  editors,
  everyHours,
  last: lookedAt && { at: lookedAt, result, words: resultWords },
  nextAt: nextLookAt,
  draft: draftVersion,
  alarm: alarm && { kind: alarm.kind, words: alarm.words, since: alarm.since },
});

function described({ url, editors, everyHours, lookedAt, resultWords, nextLookAt, alarm }: Watch): string {
  return [
    `Page      ${url}`,
    `Editors   ${editors.join(', ')}`,
    `Looked    ${lookedAt ? `${lookedAt.toISOString()}: ${resultWords}` : 'not yet'}`,
    `Next look ${nextLookAt.toISOString()}, every ${everyHours} h`,
    ...(alarm ? [`ALARM     ${alarm.words} (since ${alarm.since.toISOString()})`] : []),
    '',
  ].join('\n');
}
