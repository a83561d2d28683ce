import { randomBytes, randomUUID } from 'node:crypto';
import {
  type Bar,
  type BarredRevision,
  type Database,
  holdOffErasures,
  insertBarredRevisions,
  type MasterKeys,
  type NewComment,
  type Queryable,
  type Written,
  writeComments,
} from '@moderato/database';
import { AppError, type Clock, newIds, saltedHash } from '@moderato/domain';
import type { AcceptedComment } from './accept-submission.js';
import type { SignsOfAuthors } from './author-signs.js';
import { checkBars, type Treatment } from './bar-check.js';
import type { KnownRows, Resolved } from './known-rows.js';

const saltLength = 16;

export interface FlushDeps {
  database: Database;
  known: KnownRows;
  masterKeys: MasterKeys;
  signsOf: SignsOfAuthors;
  clock: Clock;
}

/** One comment's fate; `refused`: its author is barred, and nothing was written. */
export type FlushOutcome = Exclude<Written, { kind: 'erased' }> | { kind: 'refused'; bar: Bar };

export interface FlushResult {
  flushId: string;
  /** In the order of the comments. */
  written: FlushOutcome[];
}

interface Prepared {
  comments: AcceptedComment[];
  ids: string[];
  salts: Buffer[];
  hashes: Buffer[];
  fingerprints: (Buffer | null)[];
}

/** `ids` are those of the comments, in their order. */
function prepare(siteId: string, comments: AcceptedComment[], ids: string[], masterKeys: MasterKeys): Prepared {
  // One call for all: asking the system for random bytes costs more than hashing a comment.
  const random = randomBytes(saltLength * comments.length);
  const salts = comments.map((_, i) => random.subarray(i * saltLength, (i + 1) * saltLength));
  return {
    comments,
    ids,
    salts,
    hashes: comments.map(({ body }, i) => saltedHash(salts[i] as Buffer, body)),
    fingerprints: comments.map(({ fingerprint }) =>
      fingerprint === null ? null : masterKeys.matchText(siteId, fingerprint),
    ),
  };
}

/**
 * Writes comments of one site in one transaction, authors and stories first where they are new or changed. External
 * ids must be unique within `comments`. Rejects when nothing was written.
 */
export async function writeFlush(deps: FlushDeps, siteId: string, comments: AcceptedComment[]): Promise<FlushResult> {
  const receivedAt = deps.clock.now();
  const flush = { flushId: randomUUID(), receivedAt };
  // Sorted, so that two flushes which meet at the same comments wait for each other in one direction only.
  const order = comments.map((_, i) => i).toSorted((a, b) => compare(comments[a], comments[b]));
  // Ids in the order in which the comments came: of two that say the same, the second is the repeat.
  const ids = newIds(receivedAt, comments.length);
  const prepared = prepare(
    siteId,
    order.map((i) => comments[i] as AcceptedComment),
    order.map((i) => ids[i] as string),
    deps.masterKeys,
  );
  const toRemember: Resolved[] = [];
  const write = async (tx: Queryable): Promise<(Written | FlushOutcome)[]> => {
    const treatments = await checkBars(tx, siteId, prepared.comments, { signsOf: deps.signsOf, at: receivedAt });
    const written: (Written | FlushOutcome)[] = [];
    const writePositions = async (positions: number[], anew: boolean): Promise<void> => {
      if (positions.length === 0) return;
      const rows = await rowsOf(deps, tx, siteId, { prepared, positions, toRemember, anew });
      const outcomes = await writeComments(tx, siteId, rows, flush);
      for (const [n, i] of positions.entries()) written[i] = outcomes[n] as Written;
    };
    const allowed: number[] = [];
    for (const i of prepared.comments.keys()) {
      const treatment = treatments.get(i);
      if (treatment?.kind === 'refuse') written[i] = { kind: 'refused', bar: treatment.bar };
      else allowed.push(i);
    }
    await writePositions(allowed, false);
    await writePositions(
      allowed.filter((i) => written[i]?.kind === 'erased'),
      true,
    );
    await insertBarredRevisions(tx, siteId, heldOf(written, treatments));
    return written;
  };
  const written = await deps.database.withSite(siteId, write, holdOffErasures(siteId));
  for (const { remember } of toRemember) remember();
  const inOrder: FlushResult['written'] = [];
  for (const [n, i] of order.entries()) {
    const outcome = written[n];
    if (!outcome || outcome.kind === 'erased') throw new AppError('internal', { detail: 'A comment was not written.' });
    inOrder[i] = outcome;
  }
  return { flushId: flush.flushId, written: inOrder };
}

const compare = (a: AcceptedComment | undefined, b: AcceptedComment | undefined): number =>
  (a?.externalId ?? '') < (b?.externalId ?? '') ? -1 : 1;

const heldOf = (written: (Written | FlushOutcome)[], treatments: Map<number, Treatment>): BarredRevision[] =>
  [...treatments].flatMap(([i, treatment]) => {
    const outcome = written[i];
    if (treatment.kind !== 'hold' || (outcome?.kind !== 'new' && outcome?.kind !== 'edited')) return [];
    const { sign, bar } = treatment;
    return [{ commentId: outcome.id, revision: outcome.revision, sign, penaltyId: bar.penaltyId }];
  });

interface Selection {
  prepared: Prepared;
  positions: number[];
  toRemember: Resolved[];
  /** The authors were erased since they were remembered: each gets a fresh key. */
  anew?: boolean;
}

async function rowsOf(
  { known, clock }: FlushDeps,
  tx: Queryable,
  siteId: string,
  { prepared, positions, toRemember, anew = false }: Selection,
): Promise<NewComment[]> {
  const at = clock.now();
  const chosen = positions.map((i) => prepared.comments[i] as AcceptedComment);
  const authors = await known.authors(
    tx,
    siteId,
    chosen.map(({ author }) => author),
    { at, anew },
  );
  const stories = await known.stories(
    tx,
    siteId,
    chosen.map(({ story }) => story),
    { at },
  );
  toRemember.push(authors, stories);
  return positions.map((i) => {
    const comment = prepared.comments[i] as AcceptedComment;
    const { author, story } = comment;
    return {
      id: prepared.ids[i] as string,
      externalId: comment.externalId,
      body: comment.body,
      parent: comment.parent,
      meta: comment.meta,
      language: comment.language,
      acceptedVersion: comment.acceptedVersion,
      submittedAt: comment.submittedAt,
      authorId: authors.ids.get(author.externalId) as string,
      storyId: stories.ids.get(story.externalId) as string,
      salt: prepared.salts[i] as Buffer,
      textHash: prepared.hashes[i] as Buffer,
      fingerprint: prepared.fingerprints[i] as Buffer | null,
      form: comment.form,
    };
  });
}
