import {
  claimRedecisions,
  hastenRedecisions,
  listSitesWithRedecisions,
  madeBy,
  nameAuthors,
  noteHolds,
  type OwedRevision,
  postponeRedecisions,
  type Recorded,
  recordRedecisions,
} from '@moderato/database';
import { type Decision, type Policy, passingReasons } from '@moderato/domain';
import { LRUCache } from 'lru-cache';
import { decideRevision } from '../decide-revision.js';
import { type EngineHealth, versionsNow } from '../engine-health.js';
import { type DecideDeps, isRefusedData, wakeDelivery } from './decide-comments.js';

export interface RedecideDeps extends DecideDeps {
  engineHealth: () => EngineHealth;
}

/** Few enough that a page is a short transaction, and that a pass leaves the process to its first work. */
const pageSize = 200;
const pagesAtOnce = 25;
const firstBackOffMs = 60_000;
const longestBackOffMs = 24 * 3_600_000;

/**
 * Decides anew what was decided in a degraded state that has passed: promise 2 of design.md. What comes out degraded
 * for the same reasons as before is no news: it is left alone until its back-off is over, or engine, model or
 * guidelines are others. A pass returns whether more is due than it took.
 */
export function decideAgain(deps: RedecideDeps): () => Promise<boolean> {
  const hastened = new LRUCache<string, string>({ max: 10_000 });
  return async () => {
    if (deps.engineHealth().state !== 'ok') return false;
    let more = false;
    for (const siteId of await listSitesWithRedecisions(deps.database)) {
      const policy = await deps.policies.of(siteId);
      // Without guidelines the answer would be what it was.
      if (policy) more = (await decideSite(deps, siteId, policy, hastened)) || more;
    }
    return more;
  };
}

async function decideSite(
  deps: RedecideDeps,
  siteId: string,
  policy: Policy,
  hastened: LRUCache<string, string>,
): Promise<boolean> {
  const { database, clock, log, metrics } = deps;
  const versions = versionsNow(deps.moderate, policy);
  if (hastened.get(siteId) !== versions) {
    await database.withSite(siteId, (tx) => hastenRedecisions(tx, siteId, versions, clock.now()));
    hastened.set(siteId, versions);
  }
  const counts = { decided: 0, postponed: 0, void: 0 };
  let outbox = false;
  let [limit, full] = [pageSize, true];
  for (let pages = 0; full && pages < pagesAtOnce; pages++) {
    const page = await decidePage(deps, { siteId, policy, limit });
    if (page.spoilt) {
      // One decision that Postgres refuses must not hold up its page: one by one it is found, and put off.
      limit = 1;
      continue;
    }
    metrics.decidedAgain(page.recorded.decisions);
    outbox ||= page.recorded.outbox;
    counts.decided += page.recorded.decisions.length;
    counts.postponed += page.postponed;
    counts.void += page.void;
    full = page.claimed === limit;
  }
  await wakeDelivery(deps, siteId, { outbox });
  const touched = counts.decided + counts.postponed + counts.void > 0;
  if (touched) log.info({ event: 'comments.decided_again', siteId, ...counts });
  return full;
}

interface Page {
  claimed: number;
  recorded: Recorded;
  postponed: number;
  void: number;
  /** Nothing was written: one of its decisions cannot be. */
  spoilt: boolean;
}

const nothing: Recorded = { decisions: [], outbox: false };

async function decidePage(
  deps: RedecideDeps,
  { siteId, policy, limit }: { siteId: string; policy: Policy; limit: number },
): Promise<Page> {
  const { database, clock, log } = deps;
  const at = clock.now();
  let tried: Tried[] = [];
  try {
    return await database.withSite(siteId, async (tx) => {
      const claim = await claimRedecisions(tx, siteId, { at, limit });
      await nameAuthors(tx, siteId, policy, claim.owed);
      await deps.tellContext(tx, siteId, [policy], claim.owed);
      await noteHolds(tx, siteId, claim.owed);
      tried = claim.owed.map((owed) => tryAgain(deps, siteId, policy, owed));
      const better = tried.filter(isNews).map(({ decision }) => decision);
      const same = tried.filter((one) => !isNews(one));
      await postponeRedecisions(tx, siteId, same.map(postponed(at)));
      const recorded = await recordRedecisions(tx, siteId, better, at);
      const claimed = claim.owed.length + claim.void;
      return { claimed, recorded, postponed: same.length, void: claim.void, spoilt: false };
    });
  } catch (err) {
    if (!isRefusedData(err)) throw err;
    if (limit > 1) return { claimed: 0, recorded: nothing, postponed: 0, void: 0, spoilt: true };
    log.error({ event: 'comment.set_apart', siteId, commentId: tried[0]?.owed.commentId, err });
    await database.withSite(siteId, (tx) => postponeRedecisions(tx, siteId, tried.map(postponed(at))));
    return { claimed: 1, recorded: nothing, postponed: tried.length, void: 0, spoilt: false };
  }
}

interface Tried {
  owed: OwedRevision;
  decision: Decision;
}

function tryAgain({ moderate, clock, log }: RedecideDeps, siteId: string, policy: Policy, owed: OwedRevision): Tried {
  const { commentId } = owed;
  const onFault = (err: unknown) => log.error({ event: 'comment.engine_failed', siteId, commentId, err });
  return { owed, decision: decideRevision(owed, { policy, moderate, at: clock.now(), onFault }) };
}

/** Whether the new decision says more than the old: it is whole, or degraded for another reason. */
const isNews = ({ owed, decision }: Tried): boolean => {
  const reasons = passingReasons(decision.degraded);
  return reasons.length === 0 || reasons.toSorted().join() !== owed.reasons.toSorted().join();
};

const postponed =
  (at: Date) =>
  ({ owed: { commentId, tries }, decision }: Tried) => {
    const waitMs = Math.min(firstBackOffMs * 2 ** tries, longestBackOffMs);
    return { commentId, madeBy: madeBy(decision), tries: tries + 1, dueAt: new Date(at.getTime() + waitMs) };
  };
