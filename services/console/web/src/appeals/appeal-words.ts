import type { AppealOutcome, AppealState, PenaltyKind } from '@moderato/domain';

export const stateWords: Record<AppealState, string> = {
  open: 'Open',
  upheld: 'Upheld: the decision stands',
  overturned: 'Overturned: the author was right',
  moot: 'Nothing left to decide: the comment is gone',
};

export const penaltyWords: Record<PenaltyKind, string> = {
  warning: 'Warning',
  strike: 'Strike',
  suspension: 'Suspension',
  proposed_ban: 'Proposed ban',
  ban: 'Ban',
};

/** What an outcome does, where it is about a comment and where it is about a penalty alone. */
export const effectWords: Record<AppealOutcome, { comment: string; penalty: string }> = {
  upheld: { comment: 'The comment stays down.', penalty: 'The penalty stays.' },
  overturned: {
    comment: 'The comment is shown again. What it cost its author is taken back, with all that followed.',
    penalty: 'The penalty is taken back, with all that followed.',
  },
};

const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const dayMs = 86_400_000;

/** The clock of an open appeal, in days: what a moderator has left, or is late by. */
export function dueWords(dueAt: string, now = new Date()): string {
  const due = new Date(dueAt);
  const away = (due.getTime() - now.getTime()) / dayMs;
  const days = away < 0 ? Math.floor(-away) : Math.round(away);
  const left = days === 1 ? '1 day' : `${days} days`;
  if (away < 0) return days === 0 ? 'Overdue since today' : `Overdue by ${left}`;
  return days === 0 ? 'Due within a day' : `Due in ${left}, ${day.format(due)}`;
}
