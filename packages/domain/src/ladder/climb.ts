import { isActive, type Penalty, type PenaltyKind } from './penalty.js';
import type { LadderSettings } from './settings.js';
import { barOf, standingOf } from './standing.js';

/** What calls for a penalty. */
export type Breach =
  /** A comment was rejected by a clause with this consequence. */
  | { by: 'rules'; consequence: 'warning' | 'strike'; commentId: string }
  /** The site's staff decide. `expiresAt`: null for what the ladder's settings say, and for a ban for good. */
  | { by: 'staff'; kind: Exclude<PenaltyKind, 'proposed_ban'>; commentId: string | null; expiresAt: Date | null };

export interface Climb {
  /** The author's penalties so far, in any order. */
  penalties: readonly Penalty[];
  settings: LadderSettings;
  /** Staff and trusted authors: never punished. */
  exempt: boolean;
  at: Date;
  newId: () => string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/**
 * The penalties that a breach brings, first the one that rests on the comment, then what follows from it. Empty for an
 * exempt author, for one who is banned already, and for a comment that has cost its author something before. Rules
 * never ban, unless the site's settings say `ban`.
 */
export function climb(breach: Breach, ladder: Climb): Penalty[] {
  const { penalties, settings, exempt, at, newId } = ladder;
  if (exempt) return [];
  if (breach.by === 'rules') {
    if (barOf(penalties, at)?.kind === 'ban') return [];
    // Lifted counts too: whom staff forgave is not asked again for the same comment.
    if (penalties.some(({ commentId, ended }) => ended !== 'voided' && commentId === breach.commentId)) return [];
  }
  const kind = breach.by === 'staff' ? breach.kind : rungFor(breach.consequence, ladder);
  const first: Penalty = {
    id: newId(),
    kind,
    commentId: breach.commentId,
    followsFrom: kind === 'ban' ? openProposals(penalties, at) : [],
    createdAt: at,
    expiresAt: (breach.by === 'staff' ? breach.expiresAt : null) ?? expiryOf(kind, settings, at),
    ended: null,
  };
  const next = kind === 'strike' ? nextRung({ ...ladder, penalties: [...penalties, first] }) : null;
  return next ? [first, next] : [first];
}

/** Proposed bans that wait for a person. */
export const openProposals = (penalties: readonly Penalty[], at: Date): string[] =>
  penalties.filter((penalty) => penalty.kind === 'proposed_ban' && isActive(penalty, at)).map(({ id }) => id);

const rungFor = (consequence: 'warning' | 'strike', { penalties, settings, at }: Climb): PenaltyKind =>
  consequence === 'strike' && settings.warnFirst && standingOf(penalties, at).state === 'good'
    ? 'warning'
    : consequence;

function expiryOf(kind: PenaltyKind, settings: LadderSettings, at: Date): Date | null {
  if (kind === 'warning') return later(at, settings.warningDays * dayMs);
  if (kind === 'strike') return later(at, settings.strikeDays * dayMs);
  if (kind === 'suspension') return later(at, (settings.suspensionHours[0] ?? 24) * hourMs);
  return null;
}

/** What enough strikes bring; each strike counts for one suspension only. */
function nextRung({ penalties, settings, at, newId }: Climb): Penalty | null {
  const standing = penalties.filter(({ ended }) => ended !== 'voided' && ended !== 'lifted');
  const fallen = new Set(
    penalties.filter(({ kind, ended }) => kind === 'strike' && ended !== null).map(({ id }) => id),
  );
  // What staff lifted has used up its strikes; where a strike fell, the others count again.
  const spent = new Set(
    penalties
      .filter(({ followsFrom, ended }) => ended !== 'voided' && !followsFrom.some((id) => fallen.has(id)))
      .flatMap(({ followsFrom }) => followsFrom),
  );
  const strikes = penalties.filter((one) => one.kind === 'strike' && isActive(one, at) && !spent.has(one.id));
  if (strikes.length < settings.strikesToSuspend) return null;
  const since = at.getTime() - settings.suspensionMemoryDays * dayMs;
  const before = standing.filter(
    ({ kind, createdAt, followsFrom }) =>
      kind === 'suspension' && followsFrom.length > 0 && createdAt.getTime() >= since,
  ).length;
  const lengths = settings.suspensionHours;
  const made = { id: newId(), commentId: null, followsFrom: strikes.map(({ id }) => id), createdAt: at, ended: null };
  const length = lengths[before] ?? (settings.afterSuspensions === 'repeat' ? lengths.at(-1) : undefined);
  if (length !== undefined) return { ...made, kind: 'suspension', expiresAt: later(at, length * hourMs) };
  if (settings.afterSuspensions === 'repeat') return null;
  if (settings.afterSuspensions === 'ban') return { ...made, kind: 'ban', expiresAt: null };
  return openProposals(penalties, at).length > 0 ? null : { ...made, kind: 'proposed_ban', expiresAt: null };
}
