import {
  AppError,
  climb,
  fallingWith,
  isExempt,
  type LadderSettings,
  newId,
  openProposals,
  type PenaltyKind,
  type Standing,
  standingOf,
} from '@moderato/domain';
import type pg from 'pg';
import { followedBy } from './apply-consequences.js';
import { lockChain, recordActions } from './ledger.js';
import { findLiveGuidelines } from './queries/guidelines.js';
import { type AuthorLife, findPunished, loadLife, type StoredPenalty } from './queries/penalties.js';
import { updateBanSettings } from './queries/sites.js';
import { add, end, type LifeChange, writePenalties } from './write-penalties.js';

export interface Staff {
  /** Who: `api-key:<id>`, `moderator:<id>`, `cli`. */
  actor: string;
  at: Date;
}

export interface NewPenalty {
  /** The site's own id. */
  author: string;
  kind: Exclude<PenaltyKind, 'proposed_ban'>;
  reason: string;
  /** Of the live guidelines. */
  clauseId?: string | undefined;
  /** Evidence: a comment of the author. */
  commentId?: string | undefined;
  /** For a suspension; default: as the site's ladder says. */
  expiresAt?: Date | undefined;
}

export interface ChangedPenalty {
  life: AuthorLife;
  penalty: StoredPenalty;
  standing: Standing;
  /** False where it had ended before. */
  changed: boolean;
  outbox: boolean;
}

const bad = (pointer: string, code: string, detail: string): AppError =>
  new AppError('validation', { errors: [{ pointer, code, detail }] });

/**
 * A penalty that the site's staff impose, with what follows from it; a ban confirms one that was proposed. Throws
 * AppError `validation` by field: an author who never commented or is exempt, a clause or comment that is not there.
 */
export async function imposePenalty(
  tx: pg.PoolClient,
  siteId: string,
  given: NewPenalty,
  { actor, at }: Staff,
): Promise<ChangedPenalty> {
  await lockChain(tx, siteId);
  const found = await loadLife(tx, siteId, given.author);
  if (!found) throw bad('/author', 'unknown', 'Nobody of that id has commented at this site.');
  const policy = (await findLiveGuidelines(tx, siteId))?.policy ?? null;
  if (isExempt(policy, given.author)) {
    throw bad('/author', 'exempt', 'This author is trusted or staff by the guidelines’ settings. Change those first.');
  }
  const clause = policy?.clauses.find(({ id }) => id === given.clauseId);
  if (given.clauseId !== undefined && !clause) {
    const ids = policy?.clauses.map(({ id }) => id).join(', ');
    throw bad(
      '/clause',
      'unknown_clause',
      `The live guidelines have no clause of that id. They have: ${ids || 'none'}.`,
    );
  }
  const { life, settings } = found;
  const commentId = given.commentId ?? null;
  const revision = commentId === null ? null : await revisionOf(tx, siteId, commentId, life.authorId);
  const breach = { by: 'staff', kind: given.kind, commentId, expiresAt: given.expiresAt ?? null } as const;
  const change: LifeChange = { life, added: [], endings: [] };
  const proposals = given.kind === 'ban' ? openProposals(life.penalties, at) : [];
  const made = climb(breach, { penalties: life.penalties, settings, exempt: false, at, newId: () => newId(at) });
  add(
    change,
    made.map(
      (penalty, i): StoredPenalty => ({
        ...penalty,
        reason: i === 0 ? given.reason : followedBy(penalty.followsFrom.length),
        clause: clause ? { id: clause.id, text: clause.text } : null,
        guidelinesVersion: policy?.version ?? null,
        revision: i === 0 ? revision : null,
        decisionId: null,
        madeBy: actor,
        endReason: null,
        endedAt: null,
      }),
    ),
  );
  const confirmed = { how: 'confirmed', reason: given.reason, endedBy: actor } as const;
  end(
    change,
    proposals.map((penaltyId) => ({ penaltyId, ...confirmed })),
    at,
  );
  const outbox = await writePenalties(tx, siteId, [change], at);
  return {
    life,
    penalty: change.added[0] as StoredPenalty,
    standing: standingOf(life.penalties, at),
    changed: true,
    outbox,
  };
}

async function revisionOf(tx: pg.PoolClient, siteId: string, commentId: string, authorId: string): Promise<number> {
  const { rows } = await tx.query<{ revision: number }>(
    'select revision from comment where site_id = $1 and id = $2 and author_id = $3',
    [siteId, commentId, authorId],
  );
  if (!rows[0]) throw bad('/comment', 'unknown', 'The author has no comment of that id.');
  return rows[0].revision;
}

/**
 * Takes a penalty back, with all that followed from it; of one that ended before nothing changes. Null where the site
 * has no such penalty.
 */
export async function liftPenalty(
  tx: pg.PoolClient,
  siteId: string,
  { id, reason }: { id: string; reason: string },
  { actor, at }: Staff,
): Promise<ChangedPenalty | null> {
  await lockChain(tx, siteId);
  const author = await findPunished(tx, siteId, id);
  const found = author === null ? null : await loadLife(tx, siteId, author);
  if (!found) return null;
  const { life, settings } = found;
  const before = life.penalties.find((penalty) => penalty.id === id) as StoredPenalty;
  const change: LifeChange = { life, added: [], endings: [] };
  if (before.ended === null) {
    const falling = fallingWith(life.penalties, [id], settings);
    end(
      change,
      falling.map((penaltyId) => ({ penaltyId, how: 'lifted', reason, endedBy: actor })),
      at,
    );
  }
  const outbox = await writePenalties(tx, siteId, [change], at);
  const penalty = life.penalties.find((one) => one.id === id) as StoredPenalty;
  return { life, penalty, standing: standingOf(life.penalties, at), changed: before.ended === null, outbox };
}

/** Changes the site's ladder, with an entry on the record. What was imposed before stays as it was. */
export async function changeBanSettings(
  tx: pg.PoolClient,
  siteId: string,
  settings: LadderSettings,
  { actor, at }: Staff,
): Promise<void> {
  await updateBanSettings(tx, siteId, settings);
  await recordActions(
    tx,
    siteId,
    [{ id: newId(at), kind: 'bans.configured', subjectId: siteId, actor, data: settings }],
    at,
  );
}
