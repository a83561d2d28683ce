import {
  type ClaimedWatch,
  type Database,
  findGuidelines,
  findLiveGuidelines,
  holdWatch,
  insertWatchNotice,
  type Looked,
  lockGuidelines,
  type OpenAlarm,
  type StoredGuidelines,
  saveLook,
  type Watch,
  type WatchNotice,
} from '@moderato/database';
import { newId, type Policy } from '@moderato/domain';
import { isSameAlarm, reportAddressAlarm, unreadAlarm } from './alarms.js';
import { storedWords, wordsOf } from './guideline-words.js';
import { backtestDraft, discardDraft, draftOf } from './page-draft.js';
import type { FailedReading, Reading } from './read-page.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** How long the mail about a change waits for the run over past comments. */
export const backtestPatienceMs = 30 * minuteMs;

type Transaction = Parameters<typeof draftOf>[0];
type News = WatchNotice['news'];

interface Look {
  siteId: string;
  watch: Watch;
  live: StoredGuidelines | null;
  at: Date;
}

/** What a look comes to, before it is written. */
type Outcome = Pick<
  Looked,
  'page' | 'seenWords' | 'seenEmails' | 'result' | 'resultWords' | 'draftVersion' | 'backtestId'
> & { alarm: Omit<OpenAlarm, 'since'> | null; news: News[] };

/**
 * Writes what a look found: in one transaction the draft, its backtest, what the editors are owed and when the next
 * look is due, so that a look that is cut off before is as if it had never been. Null where the watch is another
 * process's by now, or no more.
 */
export function recordLook(
  database: Database,
  siteId: string,
  { claimed, reading, at }: { claimed: ClaimedWatch; reading: Reading; at: Date },
): Promise<Looked | null> {
  return database.withSite(siteId, async (tx) => {
    await lockGuidelines(tx, siteId);
    const watch = await holdWatch(tx, siteId, claimed);
    if (!watch) return null;
    const look = { siteId, watch, live: await findLiveGuidelines(tx, siteId), at };
    const outcome = reading.kind === 'failed' ? unread(look, reading) : await read(tx, look, reading);
    const { news, alarm, ...found } = outcome;
    const looked = { ...found, ...rhythm(look, reading), alarm: openAlarm(watch, alarm, at) };
    await saveLook(tx, siteId, looked, at);
    for (const one of [...news, ...alarmNews(watch, alarm, looked)]) await owe(tx, look, one, looked.backtestId);
    return looked;
  });
}

function unread({ watch, at }: Look, reading: FailedReading): Outcome {
  const { page, seenWords, seenEmails, draftVersion, backtestId } = watch;
  const known = { page, seenWords, seenEmails, draftVersion, backtestId };
  const { result, words: resultWords } = reading;
  return { ...known, result, resultWords, alarm: unreadAlarm(reading, watch, at), news: [] };
}

async function read(tx: Transaction, look: Look, reading: Exclude<Reading, FailedReading>): Promise<Outcome> {
  const { watch, live } = look;
  const policy = reading.kind === 'read' ? reading.policy : null;
  const seen = {
    page: reading.kind === 'read' ? reading.page : watch.page,
    seenWords: policy ? wordsOf(policy) : watch.seenWords,
    seenEmails: policy ? policy.report.emails : watch.seenEmails,
  };
  const alarm = reportAddressAlarm(live?.policy, seen.seenEmails);
  const common = { ...seen, alarm, backtestId: watch.backtestId };
  if (live && seen.seenWords === storedWords(live.policy)) {
    return { ...common, ...(await inStep(tx, look, live)), draftVersion: null };
  }
  if (policy && seen.seenWords !== watch.seenWords) return { ...common, ...(await changed(tx, look, policy)) };
  const draft = watch.draftVersion === null ? null : await findGuidelines(tx, look.siteId, watch.draftVersion);
  const words = draft ? ` Version ${draft.version} (${draft.state}) holds what it says.` : '';
  const resultWords = `The page says what it said before, which is not what the live guidelines say.${words}`;
  return { ...common, result: 'differs', resultWords, draftVersion: watch.draftVersion, news: [] };
}

/** The page says what is live; what was drafted of what it said in between is given up. */
async function inStep(tx: Transaction, { siteId, watch, at }: Look, live: StoredGuidelines) {
  const { draftVersion } = watch;
  const inBetween = draftVersion === null ? null : await findGuidelines(tx, siteId, draftVersion);
  const discarded = await discardDraft(tx, siteId, draftVersion, at);
  const inShadow = inBetween?.state === 'shadow' ? inBetween.version : null;
  // An editor may have put the same text live by another way.
  const isOther = inBetween !== null && storedWords(inBetween.policy) !== storedWords(live.policy);
  const isNews = isOther && (discarded !== null || inShadow !== null);
  const news: News[] = isNews ? [{ kind: 'back', liveVersion: live.version, discarded, inShadow }] : [];
  const resultWords = `The page says what the live guidelines (version ${live.version}) say.`;
  return { result: 'same' as const, resultWords, news };
}

async function changed(tx: Transaction, look: Look, policy: Policy) {
  const { siteId, live, at } = look;
  const { version, leftOut, supersedes } = await draftOf(tx, look, policy, at);
  const backtestId = await backtestDraft(tx, siteId, version, at);
  const news: News[] = [{ kind: 'changed', version, against: live?.version ?? null, leftOut, supersedes }];
  const resultWords = `The page changed: draft ${version} holds what it says now.`;
  return { result: 'changed' as const, resultWords, draftVersion: version, backtestId, news };
}

/** When to look again: by the clock where the page was read, else sooner, waiting twice as long each time. */
function rhythm(
  { watch, at }: Look,
  reading: Reading,
): Pick<Looked, 'nextLookAt' | 'notBefore' | 'failures' | 'failingSince'> {
  const later = (ms: number) => new Date(at.getTime() + ms);
  const everyMs = watch.everyHours * hourMs;
  if (reading.kind !== 'failed') {
    return { nextLookAt: later(everyMs), notBefore: later(minuteMs), failures: 0, failingSince: null };
  }
  const failures = watch.failures + 1;
  const askedMs = reading.waitMs ?? 0;
  const waitMs = Math.min(everyMs, hourMs * 2 ** Math.min(failures - 1, 10));
  return {
    nextLookAt: later(Math.max(waitMs, askedMs)),
    notBefore: later(Math.max(minuteMs, askedMs)),
    failures,
    failingSince: watch.failingSince ?? at,
  };
}

function openAlarm({ alarm: before }: Watch, alarm: Outcome['alarm'], at: Date): OpenAlarm | null {
  return alarm && { ...alarm, since: before && isSameAlarm(before, alarm) ? before.since : at };
}

/** Each alarm is told once, and its end once. */
function alarmNews({ alarm: before }: Watch, alarm: Outcome['alarm'], { resultWords }: Looked): News[] {
  if (alarm && !isSameAlarm(before, alarm)) return [{ kind: 'alarm', alarm: alarm.kind, words: alarm.words }];
  if (before && !alarm) {
    return [
      {
        kind: 'resolved',
        words: `What was told on ${before.since.toISOString().slice(0, 10)} is over. ${resultWords}`,
      },
    ];
  }
  return [];
}

function owe(tx: Transaction, { siteId, watch, at }: Look, news: News, backtestId: string | null): Promise<void> {
  const waits = news.kind === 'changed' ? backtestPatienceMs : 0;
  const dueAt = new Date(at.getTime() + waits);
  const notice = { id: newId(at), url: watch.url, news, backtestId: waits > 0 ? backtestId : null, dueAt };
  return insertWatchNotice(tx, siteId, notice, at);
}
