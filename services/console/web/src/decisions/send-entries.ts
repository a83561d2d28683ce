import type { BulkAnswer, CommentDetail } from '../api/contract.js';
import { RequestFailed, request } from '../api/request.js';
import type { Sent } from './journal.js';
import type { JournalEntry } from './journal-entry.js';

interface Told {
  onDetail(detail: CommentDetail): void;
  onSignedOut(): void;
}

const choiceOf = ({ outcome, clauseId, reason }: JournalEntry) => ({
  outcome,
  ...(clauseId && { clauseId }),
  ...(reason && { reason }),
});

const decidePath = (id: string) => `/comments/${id}/decide`;
const bodyOf = (entry: JournalEntry) => ({
  ...choiceOf(entry),
  revision: entry.revision,
  decisionId: entry.decisionId,
});

/** One request for one comment, which answers with how it stands; one for several that were decided together. */
export async function sendEntries(entries: JournalEntry[], told: Told): Promise<Sent[]> {
  const [first] = entries;
  if (!first) return [];
  try {
    if (entries.length === 1) {
      told.onDetail(await request<CommentDetail>(decidePath(first.id), { body: bodyOf(first) }));
      return [{ kind: 'recorded' }];
    }
    return await sendTogether(entries, first);
  } catch (error) {
    const failed = error instanceof RequestFailed ? error : null;
    if (failed?.status === 401) told.onSignedOut();
    // Who signs in again finds it on the shelf: it is not lost with the session.
    const passing = failed?.passing || failed?.status === 401;
    return entries.map((): Sent => (passing ? { kind: 'unknown' } : { kind: 'refused', error }));
  }
}

async function sendTogether(entries: JournalEntry[], first: JournalEntry): Promise<Sent[]> {
  const items = entries.map(({ id, revision, decisionId }) => ({ id, revision, decisionId }));
  const { results } = await request<BulkAnswer>('/decisions', { body: { ...choiceOf(first), items } });
  const byId = new Map(results.map(({ id, result }) => [id, result]));
  return entries.map(({ id }): Sent => {
    const result = byId.get(id);
    return result === 'recorded' ? { kind: 'recorded' } : { kind: 'refused', error: 'conflict' };
  });
}

/** What a browser still sends for a page that is gone: 64 KB in all, so what is more stays on the shelf. */
const mostWhileLeaving = 100;

export function sendWhileLeaving(entries: JournalEntry[]): void {
  for (const entry of entries.slice(0, mostWhileLeaving)) {
    request(decidePath(entry.id), { body: bodyOf(entry), keepalive: true }).catch(() => {});
  }
}
