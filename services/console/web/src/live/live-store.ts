import type { Claim, DeskSignal, LiveHello } from '../api/contract.js';

export interface LiveState {
  /** By comment; colleagues' and one's own. */
  claims: ReadonlyMap<string, Claim>;
  /** What was decided while this page was open, by whom. */
  decided: ReadonlyMap<string, { name: string; outcome: string }>;
  connected: boolean;
}

/** What desks have told each other, as far as this page has heard. */
export class LiveStore {
  readonly #listeners = new Set<() => void>();
  #state: LiveState = { claims: new Map(), decided: new Map(), connected: false };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly state = (): LiveState => this.#state;

  /** All claims that hold now: what was known before is out of date. */
  begin({ claims }: LiveHello): void {
    this.#set({ connected: true, claims: new Map(claims.map(({ commentId, ...claim }) => [commentId, claim])) });
  }

  lost(): void {
    if (this.#state.connected) this.#set({ connected: false });
  }

  claim(commentId: string, claim: Claim | null): void {
    const claims = new Map(this.#state.claims);
    if (claim) claims.set(commentId, claim);
    else claims.delete(commentId);
    this.#set({ claims });
  }

  hear(signal: DeskSignal): void {
    if (signal.type === 'claimed') this.claim(signal.commentId, { by: signal.by, until: signal.until });
    if (signal.type === 'released' && this.#state.claims.get(signal.commentId)?.by.id === signal.by.id) {
      this.claim(signal.commentId, null);
    }
    if (signal.type === 'decided') {
      const { name } = signal.by;
      this.#set({ decided: new Map(this.#state.decided).set(signal.commentId, { name, outcome: signal.outcome }) });
      this.claim(signal.commentId, null);
    }
  }

  #set(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Two letters that stand for a person. */
export function initials(name: string): string {
  const parts = name.trim().split(/\s+/u);
  const letters =
    parts.length > 1 ? [parts[0], parts.at(-1)].map((part) => [...(part ?? '')][0]) : [...(parts[0] ?? '')].slice(0, 2);
  return letters.join('').toLocaleUpperCase() || '?';
}
