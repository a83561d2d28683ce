import {
  findGuidelines,
  insertBacktest,
  listGuidelines,
  moveGuidelines,
  nextGuidelinesVersion,
  recordDraft,
  type StoredGuidelines,
  type Watch,
} from '@moderato/database';
import { newId, type Policy } from '@moderato/domain';
import { carryTuning, tuned } from '@moderato/guidelines';
import { storedWords, wordsOf } from './guideline-words.js';

type Transaction = Parameters<typeof recordDraft>[0];

/** On the record, for what the watch does. */
export const actor = 'watch';
const backtestDays = 30;
const backtestLimit = 100_000;

export interface PageDraft {
  version: number;
  /** Settings of the live version that fit no clause of the page. */
  leftOut: string[];
  /** An earlier draft of the page that gave way. */
  supersedes: number | null;
}

interface Site {
  siteId: string;
  watch: Watch;
  live: StoredGuidelines | null;
}

const isPending = ({ state }: StoredGuidelines): boolean => state === 'draft' || state === 'shadow';

/** A draft of what the page says, under the settings of the live version; the one there is where it says the same. */
export async function draftOf(
  tx: Transaction,
  { siteId, watch, live }: Site,
  policy: Policy,
  at: Date,
): Promise<PageDraft> {
  const version = await nextGuidelinesVersion(tx, siteId);
  const compiled = { ...policy, version };
  const { tuning, leftOut } = live ? carryTuning(live.policy, compiled) : { tuning: {}, leftOut: [] };
  const pending = await pendingVersions(tx, siteId, watch);
  const words = wordsOf(policy);
  const same = pending.find((draft) => storedWords(draft.policy) === words);
  if (same) return { version: same.version, leftOut: [], supersedes: null };
  const supersedes = await discardDraft(tx, siteId, watch.draftVersion, at);
  await recordDraft(tx, siteId, tuned(compiled, tuning), { actor, at });
  return { version, leftOut, supersedes };
}

/** The draft of the watch, and the newest that anybody made. */
async function pendingVersions(tx: Transaction, siteId: string, { draftVersion }: Watch): Promise<StoredGuidelines[]> {
  const [newest] = await listGuidelines(tx, siteId, { limit: 1, state: 'draft' });
  const versions = new Set([draftVersion, newest?.version].filter((version) => typeof version === 'number'));
  const found = await Promise.all([...versions].map((version) => findGuidelines(tx, siteId, version)));
  return found.filter((guidelines) => guidelines !== null).filter(isPending);
}

/** Gives up a draft that nobody has taken further. Null where there is none. */
export async function discardDraft(
  tx: Transaction,
  siteId: string,
  version: number | null,
  at: Date,
): Promise<number | null> {
  const draft = version === null ? null : await findGuidelines(tx, siteId, version);
  if (draft?.state !== 'draft') return null;
  await moveGuidelines(tx, siteId, { version: draft.version, to: 'discarded', actor, at });
  return draft.version;
}

/** Queues the draft's run over past comments. Returns its id. */
export async function backtestDraft(tx: Transaction, siteId: string, version: number, at: Date): Promise<string> {
  const id = newId(at);
  const since = new Date(at.getTime() - backtestDays * 86_400_000);
  await insertBacktest(tx, siteId, { id, version, since, until: at, most: backtestLimit, createdBy: actor }, at);
  return id;
}
