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
  /** One job a flush: the cost of a job is paid once for up to 200 comments. An edit is a new revision in a new flush. */
  'decide-comments': defineJob({
    payload: z.strictObject({
      siteId: z.uuid(),
      flushId: z.uuid(),
      revisions: z
        .array(z.tuple([z.uuid(), z.number().int().positive()]))
        .min(1)
        .max(200),
      trace,
    }),
    attempts: 8,
    backoff: { firstMs: 500, capMs: 60_000 },
    jobId: ({ flushId }) => `decide-${flushId}`,
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
