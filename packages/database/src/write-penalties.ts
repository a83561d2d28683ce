import { type EventType, newId, type PenaltyKind, penaltyKinds, standingOf } from '@moderato/domain';
import type pg from 'pg';
import { type Action, recordActions } from './ledger.js';
import { changeBars } from './queries/barred-authors.js';
import { insertEvents, type NewEvent } from './queries/events.js';
import {
  type AuthorLife,
  endPenalties,
  insertPenalties,
  type PenaltyEnding,
  penaltyView,
  type StoredPenalty,
} from './queries/penalties.js';

/** What changes for one author. `life` holds the result already. */
export interface LifeChange {
  life: AuthorLife;
  added: StoredPenalty[];
  endings: PenaltyEnding[];
}

const told: Partial<Record<PenaltyKind, EventType>> = {
  warning: 'author.warned',
  strike: 'author.warned',
  suspension: 'author.suspended',
  ban: 'author.banned',
};

/** A life with further penalties. */
export function add(change: LifeChange, penalties: StoredPenalty[]): void {
  change.added.push(...penalties);
  change.life.penalties.push(...penalties);
}

/** A life in which some penalties hold no more. */
export function end(change: LifeChange, endings: PenaltyEnding[], at: Date): void {
  const byId = new Map(endings.map((ending) => [ending.penaltyId, ending]));
  change.endings.push(...endings);
  change.life.penalties = change.life.penalties.map((penalty) => {
    const ending = byId.get(penalty.id);
    return ending ? { ...penalty, ended: ending.how, endReason: ending.reason, endedAt: at } : penalty;
  });
}

/**
 * Writes what changed for authors, with events and the entries on the record. The caller has locked the site's chain
 * since before it read their lives, so that two strikes at once are counted as two. Returns whether delivery has
 * something to do now.
 */
export async function writePenalties(
  tx: pg.PoolClient,
  siteId: string,
  changes: LifeChange[],
  at: Date,
): Promise<boolean> {
  const real = changes.filter(({ added, endings }) => added.length + endings.length > 0);
  if (real.length === 0) return false;
  const added = real.flatMap(({ life, added }) => added.map((penalty) => ({ authorId: life.authorId, penalty })));
  const endings = real.flatMap((change) => change.endings);
  await insertPenalties(tx, siteId, added);
  await endPenalties(tx, siteId, endings, at);
  await changeBars(tx, siteId, {
    added: added.map(({ authorId, penalty }) => ({ ...penalty, authorId })),
    ended: endings.map(({ penaltyId }) => penaltyId),
    at,
  });
  const deliveries = await insertEvents(
    tx,
    siteId,
    real.flatMap((change) => eventsOf(change, at)),
    at,
  );
  await recordActions(
    tx,
    siteId,
    real.flatMap((change) => actionsOf(change, at)),
    at,
  );
  return deliveries > 0;
}

function eventsOf({ life, added, endings }: LifeChange, at: Date): NewEvent[] {
  const standing = standingOf(life.penalties, at);
  const event = (type: EventType, penalty: StoredPenalty): NewEvent => ({
    type,
    data: {
      author: { id: life.externalId },
      penalty: penaltyView(penalty, life.externalId, at),
      standing: { ...standing, until: standing.until?.toISOString() ?? null },
    },
  });
  const gone = new Set(endings.filter(({ how }) => how !== 'confirmed').map(({ penaltyId }) => penaltyId));
  const rank = ({ kind }: StoredPenalty): number => penaltyKinds.indexOf(kind);
  // One event for all that fell together, naming the gravest; of a proposed ban nobody was told.
  const gravest = life.penalties
    .filter(({ id, kind }) => gone.has(id) && told[kind])
    .toSorted((a, b) => rank(b) - rank(a))[0];
  return [
    ...(gravest ? [event('author.reinstated', gravest)] : []),
    ...added.flatMap((penalty) => {
      const type = told[penalty.kind];
      return type ? [event(type, penalty)] : [];
    }),
  ];
}

function actionsOf({ life, added, endings }: LifeChange, at: Date): Action[] {
  const subjectId = life.authorId;
  return [
    ...endings.map(({ penaltyId, how, reason, endedBy }) => ({
      id: newId(at),
      kind: `penalty.${how}`,
      subjectId,
      actor: endedBy,
      data: { penaltyId, reason },
    })),
    ...added.map((p) => ({
      id: newId(at),
      kind: `author.${acts[p.kind]}`,
      subjectId,
      actor: p.madeBy,
      data: {
        penaltyId: p.id,
        reason: p.reason,
        clauseId: p.clause?.id ?? null,
        guidelinesVersion: p.guidelinesVersion,
        commentId: p.commentId,
        decisionId: p.decisionId,
        followsFrom: p.followsFrom,
        expiresAt: p.expiresAt?.toISOString() ?? null,
      },
    })),
  ];
}

const acts: Record<PenaltyKind, string> = {
  warning: 'warned',
  strike: 'struck',
  suspension: 'suspended',
  proposed_ban: 'ban_proposed',
  ban: 'banned',
};
