import type { Database, MasterKeys } from '@moderato/database';
import type { Clock, Judgement, Policy, Submission } from '@moderato/domain';
import type { ApiKeyAuth, Cursors } from '@moderato/http';
import type { Logger } from '@moderato/observability';
import type { Queues } from '@moderato/queues';
import type { CommentWriter } from './comments/comment-writer.js';
import type { DecisionWaiters } from './comments/decision-waiters.js';
import type { IngestSources } from './ingest/ingest-sources.js';
import type { ReportWriter } from './reports/report-writer.js';
import type { KeyContext } from './site-context.js';

/** What routes work with; made once, by create-intake.ts. */
export interface IntakeDeps {
  auth: ApiKeyAuth<KeyContext>;
  clock: Clock;
  comments: CommentWriter;
  cursors: Cursors;
  database: Database;
  log: Logger;
  masterKeys: MasterKeys;
  moderate(submission: Submission, policy: Policy): Judgement;
  queues: Pick<Queues, 'enqueue'>;
  reports: ReportWriter;
  sources: IngestSources;
  waiters: DecisionWaiters;
  /** Whether webhook endpoints may lie on this machine or network. */
  allowPrivateUrls: boolean;
  /** Who Moderato's mails are from: tells its own mail come back. */
  mailFrom: string;
  /** Where the public reaches this service. */
  publicUrl: string | undefined;
  /** What new endpoints sign with unless they bring a secret; unset: one of their own. */
  standardWebhookSecret: string | undefined;
}
