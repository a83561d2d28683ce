import { z } from 'zod';

/** A kind of job: what it carries (ids, never text) and how often it is tried. */
interface JobDefinition<Payload extends z.ZodType> {
  payload: Payload;
  attempts: number;
  backoff: { firstMs: number; capMs: number };
  /** Deterministic, so that adding a job twice makes one. BullMQ refuses `:` and digits alone. */
  jobId: (payload: z.output<Payload>) => string;
}

const defineJob = <Payload extends z.ZodType>(job: JobDefinition<Payload>): JobDefinition<Payload> => job;

const trace = z.object({ traceparent: z.string().optional() }).optional();

/** The only list of jobs. */
export const catalogue = {
  /**
   * Flushes of intake, each of up to 200 comments: the cost of a job is paid once for all of them. What of a flush still
   * waits is for Postgres to say. An edit is a new revision in a new flush.
   */
  'decide-comments': defineJob({
    payload: z.strictObject({
      siteId: z.uuid(),
      flushIds: z.array(z.uuid()).min(1).max(200),
      /** How many came with them: what the job may cost. */
      comments: z.number().int().nonnegative(),
      trace,
    }),
    attempts: 8,
    backoff: { firstMs: 500, capMs: 60_000 },
    jobId: ({ flushIds }) => `decide-${flushIds[0]}`,
  }),
  /** Runs a version of the guidelines over past comments, from where it was left. Lost ones are made again by a sweep. */
  backtest: defineJob({
    payload: z.strictObject({ siteId: z.uuid(), backtestId: z.uuid() }),
    attempts: 5,
    backoff: { firstMs: 1_000, capMs: 60_000 },
    jobId: ({ backtestId }) => `backtest-${backtestId}`,
  }),
  /** Wakes delivery after a commit that left something in the outbox. Lost ones are made up for by its timer. */
  dispatch: defineJob({
    payload: z.strictObject({ siteId: z.uuid(), nudgeId: z.uuid(), trace }),
    attempts: 1,
    backoff: { firstMs: 1_000, capMs: 1_000 },
    jobId: ({ nudgeId }) => `dispatch-${nudgeId}`,
  }),
};

export type JobName = keyof typeof catalogue;
export type Payload<Name extends JobName> = z.output<(typeof catalogue)[Name]['payload']>;
