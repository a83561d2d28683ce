const firstRestMs = 5_000;
const longestRestMs = 300_000;

interface Rest {
  untilMs: number;
  /** Times in a row that the endpoint asked for less. */
  times: number;
}

/** What this process has in hand for each endpoint, and which endpoints asked for a rest. */
export class EndpointLoad {
  readonly #inHand = new Map<string, number>();
  readonly #rests = new Map<string, Rest>();
  readonly #enough: number;
  #total = 0;

  /** An endpoint with `enough` deliveries in hand gets no more until it is below that. */
  constructor(enough: number) {
    this.#enough = enough;
  }

  get total(): number {
    return this.#total;
  }

  take(endpointId: string): void {
    this.#total += 1;
    this.#inHand.set(endpointId, (this.#inHand.get(endpointId) ?? 0) + 1);
  }

  /** True where the endpoint had enough and now has room. */
  release(endpointId: string): boolean {
    this.#total -= 1;
    const left = (this.#inHand.get(endpointId) ?? 1) - 1;
    if (left > 0) this.#inHand.set(endpointId, left);
    else this.#inHand.delete(endpointId);
    return left === this.#enough - 1;
  }

  isResting(endpointId: string, at: Date): boolean {
    return (this.#rests.get(endpointId)?.untilMs ?? 0) > at.getTime();
  }

  /** Endpoints to claim nothing for at `at`. */
  unavailable(at: Date): string[] {
    const full = [...this.#inHand].filter(([, count]) => count >= this.#enough).map(([id]) => id);
    return [...new Set([...full, ...[...this.#rests.keys()].filter((id) => this.isResting(id, at))])];
  }

  /** The endpoint answered 429, 502 or 504: it rests, longer each time in a row, and as long as it asks at least. */
  slowDown(endpointId: string, at: Date, askedMs: number): void {
    const rest = this.#rests.get(endpointId) ?? { untilMs: 0, times: 0 };
    // Several answers of one burst count once.
    const times = rest.untilMs > at.getTime() ? rest.times : rest.times + 1;
    const restMs = Math.max(askedMs, Math.min(firstRestMs * 2 ** (times - 1), longestRestMs));
    this.#rests.set(endpointId, { times, untilMs: Math.max(rest.untilMs, at.getTime() + restMs) });
  }

  /** The endpoint took a delivery: no more rests. */
  recovered(endpointId: string): void {
    this.#rests.delete(endpointId);
  }
}
