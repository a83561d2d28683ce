import {
  type Cost,
  climb,
  consequenceOf,
  type Decision,
  fallingWith,
  type LadderSettings,
  newId,
  type PenaltyTerms,
  type Policy,
  penaltyTermsOf,
} from '@moderato/domain';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { Queryable } from './database.js';
import { type AuthorLife, loadLivesOfComments, type StoredPenalty } from './queries/penalties.js';
import { add, end, type LifeChange, writePenalties } from './write-penalties.js';

interface Decided {
  decisions: Decision[];
  /** Nothing was decided on these revisions before. */
  first?: boolean;
  moderatorId?: string;
}

/**
 * What decisions cost the authors, in the transaction that writes them: penalties for what is rejected by a clause with
 * a consequence; and where an earlier decision on the revision is replaced by one that costs nothing, that one's
 * penalty falls with all that followed. Call it once the decisions' block is appended: the site's chain is locked from
 * there to the commit. Asks nothing where no rejected comment's clause has a consequence. Returns whether delivery has
 * something to do now.
 */
export async function applyConsequences(
  tx: pg.PoolClient,
  siteId: string,
  { decisions, first, moderatorId }: Decided,
  at: Date,
): Promise<boolean> {
  const costs = await costsOf(tx, siteId, decisions);
  const touched = first ? decisions.filter(({ id }) => costs.has(id)) : decisions;
  if (touched.length === 0) return false;
  const { lives, settings } = await loadLivesOfComments(
    tx,
    siteId,
    touched.map((d) => d.commentId),
  );
  const changes = new Map<AuthorLife, LifeChange>();
  for (const decision of touched) {
    const life = lives.get(decision.commentId);
    if (!life) continue;
    const change = changes.get(life) ?? { life, added: [], endings: [] };
    changes.set(life, change);
    const made = costs.get(decision.id);
    const by = moderatorId ? `moderator:${moderatorId}` : 'system';
    if (made) punish(change, { decision, ...made, settings, by, at });
    else takeBack(change, { decision, settings, by, at });
  }
  return writePenalties(tx, siteId, [...changes.values()], at);
}

interface Ground {
  decision: Decision;
  by: string;
  at: Date;
}

function punish(
  change: LifeChange,
  { decision, cost, terms, settings, by, at }: Ground & { cost: Cost; terms: PenaltyTerms; settings: LadderSettings },
): void {
  const { commentId, revision, id: decisionId, guidelines } = decision;
  const { clause } = cost.finding;
  const { penalties, externalId } = change.life;
  const exempt = terms.exempt.has(externalId);
  const breach = { by: 'rules', consequence: cost.consequence, commentId } as const;
  const made = climb(breach, { penalties, settings, exempt, at, newId: () => newId(at) });
  const own = { revision, decisionId, clause: { id: clause.id, text: clause.text } };
  add(
    change,
    made.map(
      (penalty, i): StoredPenalty => ({
        ...penalty,
        ...(i === 0 ? own : { revision: null, decisionId: null, clause: own.clause }),
        reason: i === 0 ? `A comment was rejected: “${clause.text}”.` : followedBy(penalty.followsFrom.length),
        guidelinesVersion: guidelines.version,
        madeBy: by,
        endReason: null,
        endedAt: null,
      }),
    ),
  );
}

export const followedBy = (strikes: number): string =>
  strikes === 1 ? 'A comment broke the guidelines.' : `${strikes} comments broke the guidelines.`;

function takeBack(change: LifeChange, { decision, settings, by, at }: Ground & { settings: LadderSettings }): void {
  const { penalties } = change.life;
  const rested = penalties.filter(
    ({ commentId, revision, ended, decisionId }) =>
      ended === null && decisionId !== null && commentId === decision.commentId && revision === decision.revision,
  );
  const falling = fallingWith(
    penalties,
    rested.map(({ id }) => id),
    settings,
  );
  const reason =
    decision.decidedBy === 'moderator' ? 'A moderator decided otherwise.' : 'The comment was decided again.';
  end(
    change,
    falling.map((penaltyId) => ({ penaltyId, how: 'voided', reason, endedBy: by })),
    at,
  );
}

async function costsOf(
  db: Queryable,
  siteId: string,
  decisions: Decision[],
): Promise<Map<string, { cost: Cost; terms: PenaltyTerms }>> {
  const costs = new Map<string, { cost: Cost; terms: PenaltyTerms }>();
  for (const decision of decisions) {
    if (decision.outcome !== 'reject') continue;
    const terms = await termsOf(db, siteId, decision.guidelines.version);
    const cost = terms && consequenceOf(decision, terms);
    if (cost) costs.set(decision.id, { cost, terms });
  }
  return costs;
}

/** Versions never change, so that what was read of one holds. */
const known = new LRUCache<string, PenaltyTerms>({ max: 1_000 });

async function termsOf(db: Queryable, siteId: string, version: number): Promise<PenaltyTerms | null> {
  const key = `${siteId} ${version}`;
  const found = known.get(key);
  if (found) return found;
  const { rows } = await db.query<{ policy: Policy }>(
    'select policy from guidelines where site_id = $1 and version = $2',
    [siteId, version],
  );
  if (!rows[0]) return null;
  const terms = penaltyTermsOf(rows[0].policy);
  known.set(key, terms);
  return terms;
}
