import { isActive, type Penalty } from './penalty.js';

/** Where an author can stand, best first. */
export const standingStates = ['good', 'warned', 'struck', 'suspended', 'banned'] as const;
export type StandingState = (typeof standingStates)[number];

export interface Standing {
  state: StandingState;
  /** Unexpired strikes. */
  strikes: number;
  /** When the suspension ends; null for every other state. */
  until: Date | null;
  /** A ban waits for a person to confirm it: comments are held. */
  banProposed: boolean;
}

/** Where an author stands at `at`: told from their penalties alone, in whatever order those are given. */
export function standingOf(penalties: readonly Penalty[], at: Date): Standing {
  const active = penalties.filter((penalty) => isActive(penalty, at));
  const has = (kind: Penalty['kind']): boolean => active.some((penalty) => penalty.kind === kind);
  const strikes = active.filter(({ kind }) => kind === 'strike').length;
  const bar = barOf(active, at);
  const milder = strikes > 0 ? 'struck' : has('warning') ? 'warned' : 'good';
  const state = bar?.kind === 'ban' ? 'banned' : bar?.kind === 'suspension' ? 'suspended' : milder;
  const until = state === 'suspended' ? (bar?.expiresAt ?? null) : null;
  return { state, strikes, until, banProposed: has('proposed_ban') };
}

const end = ({ expiresAt }: Penalty): number => expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
const weight: Partial<Record<Penalty['kind'], number>> = { ban: 3, suspension: 2, proposed_ban: 1 };
const weightOf = ({ kind }: Penalty): number => weight[kind] ?? 0;

/** The penalty that keeps an author from posting at `at`, the heaviest; null where nothing does. */
export function barOf<P extends Penalty>(penalties: readonly P[], at: Date): P | null {
  const bars = penalties.filter((penalty) => weightOf(penalty) > 0 && isActive(penalty, at));
  // The id decides between equals, so that the order in which they are given does not.
  return bars.toSorted((a, b) => weightOf(b) - weightOf(a) || end(b) - end(a) || (a.id < b.id ? -1 : 1))[0] ?? null;
}
