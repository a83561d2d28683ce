import type { AppealState } from '../appeal/appeal.js';
import { type AppealSettings, daysAfter } from '../appeal/settings.js';
import type { Decision, Finding } from '../decision.js';
import { isActive, type Penalty } from '../ladder/penalty.js';
import type { Measure, Statement, StatementClause } from './statement.js';

/** A penalty as a statement speaks of it. */
export interface StatedPenalty extends Penalty {
  reason: string;
  clause: { id: string; text: string; start?: number; end?: number } | null;
  guidelinesVersion: number | null;
  madeBy: string;
}

/** All that stands against an author, and rests on one decision, or on one penalty that rests on none. */
export interface Restriction {
  /** The site's own id of the author. */
  author: string;
  comment: { id: string; externalId: string; revision: number } | null;
  /** The newest on that revision, and whether it is the newest revision and the comment still there. */
  decision: { document: Decision; current: boolean; foundByRules: boolean } | null;
  /** What followed for the author, the first one first. */
  penalties: readonly StatedPenalty[];
  /** A reader's report came before the decision. */
  reported: boolean;
  appeal: { id: string; state: AppealState; reason: string | null } | null;
}

const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const hourMs = 3_600_000;

/** Whether the comment itself is kept back at `at`: rejected, or held for as long as the site says. */
export function isKeptBack({ decision }: Restriction, { heldHours }: AppealSettings, at: Date): boolean {
  if (!decision?.current) return false;
  const { outcome, decidedAt } = decision.document;
  return outcome === 'reject' || (outcome === 'review' && later(new Date(decidedAt), heldHours * hourMs) <= at);
}

const told = (penalties: readonly StatedPenalty[]): StatedPenalty[] =>
  penalties.filter(({ kind }) => kind !== 'proposed_ban');

/** Whether there is anything to state: something was done to the author, though it may be over by now. */
export const isRestricted = (restriction: Restriction, settings: AppealSettings, at: Date): boolean =>
  isKeptBack(restriction, settings, at) || told(restriction.penalties).length > 0;

/** Whether anything of it still holds at `at`. */
export const stillStands = (restriction: Restriction, settings: AppealSettings, at: Date): boolean =>
  isKeptBack(restriction, settings, at) || told(restriction.penalties).some((penalty) => isActive(penalty, at));

/** When what is appealed was decided. */
export const decidedWhen = ({ decision, penalties }: Restriction): Date =>
  decision ? new Date(decision.document.decidedAt) : (penalties[0]?.createdAt ?? new Date(0));

/** Until when it may be appealed. */
export const appealableUntil = (restriction: Restriction, { windowDays }: AppealSettings): Date =>
  daysAfter(decidedWhen(restriction), windowDays);

function measuresOf(restriction: Restriction, settings: AppealSettings, at: Date): Measure[] {
  const { decision, penalties } = restriction;
  const kept = decision !== null && (isKeptBack(restriction, settings, at) || decision.document.outcome === 'reject');
  const since = decidedWhen(restriction).toISOString();
  const comment: Measure[] = kept
    ? [
        {
          what: decision.document.outcome === 'reject' ? 'removed' : 'held',
          since,
          until: null,
          ended: !decision.current,
          penaltyId: null,
        },
      ]
    : [];
  const rest = told(penalties).map(
    (penalty): Measure => ({
      what: penalty.kind as Measure['what'],
      since: penalty.createdAt.toISOString(),
      until: penalty.expiresAt?.toISOString() ?? null,
      ended: !isActive(penalty, at),
      penaltyId: penalty.id,
    }),
  );
  return [...comment, ...rest];
}

const byWhoWroteIt: Partial<Record<Finding['rule'], string>> = {
  'barred-author': 'The site holds what you write, as your account is barred.',
  // Whom the author is taken for is nobody's business but the moderators'.
  'ban-evasion': 'The comment may come from somebody who is barred, so a person must look at it.',
};

function clausesOf({ decision, penalties }: Restriction): StatementClause[] {
  const found = decision?.document.findings ?? [];
  const stated = found.map(
    ({ rule, clause: { id, text, start, end }, explanation }): StatementClause => ({
      id,
      text,
      start,
      end,
      why: byWhoWroteIt[rule] ?? explanation,
    }),
  );
  if (decision) return stated;
  return told(penalties)
    .slice(0, 1)
    .map(({ clause, reason }) => ({
      id: clause?.id ?? '',
      text: clause?.text ?? '',
      start: clause?.start ?? null,
      end: clause?.end ?? null,
      why: reason,
    }));
}

const isAutomatic = ({ decision, penalties }: Restriction): boolean =>
  decision ? decision.document.decidedBy === 'rules' : penalties[0]?.madeBy === 'system';

/**
 * The statement of reasons. `appealUrl`: the signed link, where intake's public address is known. Which restriction
 * deserves one is for `isRestricted` to say.
 */
export function writeStatement(
  restriction: Restriction,
  { settings, appealUrl, at }: { settings: AppealSettings; appealUrl: string | null; at: Date },
): Statement {
  const { decision, penalties, comment, author, reported, appeal } = restriction;
  const until = appealableUntil(restriction, settings);
  const stands = stillStands(restriction, settings, at);
  const open = appeal === null && stands && at <= until;
  return {
    decisionId: decision?.document.id ?? null,
    penaltyIds: told(penalties).map(({ id }) => id),
    author,
    commentId: comment?.id ?? null,
    externalId: comment?.externalId ?? null,
    revision: comment?.revision ?? null,
    decidedAt: decidedWhen(restriction).toISOString(),
    stands,
    measures: measuresOf(restriction, settings, at),
    territory: 'everywhere',
    ground: 'guidelines',
    clauses: clausesOf(restriction),
    guidelinesVersion: decision?.document.guidelines.version ?? penalties[0]?.guidelinesVersion ?? null,
    facts: { source: reported ? 'report' : 'own_initiative', moderatorWords: decision?.document.reason ?? null },
    automated: {
      detection: decision ? decision.foundByRules : isAutomatic(restriction),
      decision: isAutomatic(restriction),
    },
    redress: {
      appeal: { open, until: until.toISOString(), url: open || appeal ? appealUrl : null, filed: appeal },
      outOfCourt: settings.outOfCourt || null,
    },
  };
}
