import {
  type Database,
  type PendingRevision,
  recordShadow,
  type ShadowComparison,
  type ShadowCount,
  type StoredGuidelines,
} from '@moderato/database';
import type { Clock, Decision, Policy } from '@moderato/domain';
import type { Logger } from '@moderato/observability';
import type { SideJudge } from '../aside/side-judge.js';

interface Batch {
  siteId: string;
  shadow: Pick<StoredGuidelines, 'id' | 'policy'>;
  decided: { submission: PendingRevision['submission']; decision: Decision }[];
}

interface ShadowDeps {
  database: Database;
  judge: SideJudge;
  clock: Clock;
  log: Logger;
}

/** Comments that may wait for their second judgement; what comes beyond is counted as missed. */
const mostWaiting = 2_000;

/**
 * Lets the version in shadow decide what the live one has decided, after the fact and without effect. It only ever
 * takes what is decided and committed; it neither throws nor is waited for, so that nothing it does can hold a comment.
 */
export class ShadowComparer {
  readonly #deps: ShadowDeps;
  readonly #waiting: Batch[] = [];
  #comments = 0;
  #running: Promise<void> | null = null;

  constructor(deps: ShadowDeps) {
    this.#deps = deps;
  }

  offer(
    siteId: string,
    shadow: Batch['shadow'] | null,
    { revisions, decisions }: { revisions: PendingRevision[]; decisions: Decision[] },
  ): void {
    if (!shadow || decisions.length === 0) return;
    const submissions = new Map(revisions.map(({ commentId, submission }) => [commentId, submission]));
    const decided = decisions.flatMap((decision) => {
      const submission = submissions.get(decision.commentId);
      return submission ? [{ submission, decision }] : [];
    });
    const room = Math.max(0, mostWaiting - this.#comments);
    // Those beyond are kept without their texts: that they were missed is counted too.
    this.#waiting.push({ siteId, shadow, decided: decided.slice(0, room) });
    if (decided.length > room)
      this.#miss(
        siteId,
        shadow,
        decided.slice(room).map(({ decision }) => decision),
      );
    this.#comments += Math.min(room, decided.length);
    this.#running ??= this.#run();
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // The next turn: whoever offers goes on first.
    await new Promise(setImmediate);
    for (let batch = this.#waiting.shift(); batch; batch = this.#waiting.shift()) {
      this.#comments -= batch.decided.length;
      await this.#compare(batch);
    }
    this.#running = null;
  }

  async #compare({ siteId, shadow, decided }: Batch): Promise<void> {
    try {
      const comparisons = await this.#judge(shadow.policy, decided);
      await this.#write(siteId, shadow.id, comparisons, []);
    } catch (err) {
      this.#deps.log.warn({ event: 'shadow.failed', siteId, comments: decided.length, err });
      this.#miss(
        siteId,
        shadow,
        decided.map(({ decision }) => decision),
      );
    }
  }

  async #judge(policy: Policy, decided: Batch['decided']): Promise<ShadowComparison[]> {
    const judgements = await this.#deps.judge.judge(
      policy,
      decided.map(({ submission }) => submission),
    );
    return decided.map(({ decision: { commentId, externalId, revision, outcome } }, i) => {
      const judgement = judgements[i];
      const clauseIds = [...new Set(judgement?.clauses.map(({ id }) => id))];
      return { commentId, externalId, revision, live: outcome, shadow: judgement?.outcome ?? 'review', clauseIds };
    });
  }

  #miss(siteId: string, shadow: Batch['shadow'], decisions: Decision[]): void {
    const missed = decisions.map(({ outcome }) => ({ live: outcome, shadow: 'missed' as const, comments: 1 }));
    this.#write(siteId, shadow.id, [], missed).catch((err: Error) =>
      this.#deps.log.warn({ event: 'shadow.uncounted', siteId, comments: decisions.length, err }),
    );
  }

  #write(siteId: string, id: string, comparisons: ShadowComparison[], missed: ShadowCount[]): Promise<void> {
    const { database, clock } = this.#deps;
    if (comparisons.length + missed.length === 0) return Promise.resolve();
    return database.withSite(siteId, (tx) => recordShadow(tx, siteId, id, { comparisons, missed, at: clock.now() }));
  }
}
