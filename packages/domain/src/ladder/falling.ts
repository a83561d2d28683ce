import type { Penalty } from './penalty.js';
import type { LadderSettings } from './settings.js';

const dayMs = 86_400_000;
type Terms = Pick<LadderSettings, 'suspensionHours' | 'suspensionMemoryDays'>;

/**
 * The penalties that fall when those of `ids` do, so far as they were not ended: they, all that followed from them, and
 * a ban that was reached, or proposed, only because of a suspension among them.
 */
export function fallingWith(penalties: readonly Penalty[], ids: readonly string[], terms: Terms): string[] {
  const falling = new Set(ids);
  for (let before = -1; before !== falling.size; ) {
    before = falling.size;
    for (const penalty of penalties) {
      const { id, followsFrom } = penalty;
      if (followsFrom.some((cause) => falling.has(cause)) || isTooEarly(penalty, penalties, { falling, terms })) {
        falling.add(id);
      }
    }
  }
  return penalties.filter(({ id, ended }) => ended === null && falling.has(id)).map(({ id }) => id);
}

/** A ban of the ladder's that would have been one more suspension, had those that fall never been. */
function isTooEarly(
  { kind, followsFrom, createdAt }: Penalty,
  penalties: readonly Penalty[],
  { falling, terms }: { falling: ReadonlySet<string>; terms: Terms },
): boolean {
  // A ban by hand follows from nothing, or from the proposal that it confirms.
  const ofLadder = kind === 'proposed_ban' || (kind === 'ban' && restsOnStrikes(followsFrom, penalties));
  if (!ofLadder) return false;
  const since = createdAt.getTime() - terms.suspensionMemoryDays * dayMs;
  const before = penalties.filter(
    (one) =>
      one.kind === 'suspension' &&
      one.followsFrom.length > 0 &&
      one.ended !== 'voided' &&
      one.ended !== 'lifted' &&
      one.createdAt < createdAt &&
      one.createdAt.getTime() >= since,
  );
  const left = before.filter(({ id }) => !falling.has(id));
  return left.length < before.length && left.length < terms.suspensionHours.length;
}

const restsOnStrikes = (followsFrom: readonly string[], penalties: readonly Penalty[]): boolean =>
  penalties.some(({ id, kind }) => kind === 'strike' && followsFrom.includes(id));
