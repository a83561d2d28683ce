import type { Database, MasterKeys } from '@moderato/database';
import type { Clock } from '@moderato/domain';
import type { Judge } from '@moderato/engine';
import type { Cursors } from '@moderato/http';
import type { Logger } from '@moderato/observability';
import type { DeskBell, Queues } from '@moderato/queues';
import type { ConsoleMetrics } from './console-metrics.js';
import type { LiveDesks } from './live/live-desks.js';
import type { OpenId } from './sessions/openid.js';

/** What routes are given. */
export interface ConsoleDeps {
  database: Database;
  queues: Pick<Queues, 'enqueue'>;
  /** Tells other desks what this one did. */
  bell: Pick<DeskBell, 'tell'>;
  /** The streams of the desks that are open here. */
  desks: LiveDesks;
  masterKeys: MasterKeys;
  cursors: Cursors;
  clock: Clock;
  /** Decides a comment and forgets it: for editors who try one. */
  judge: Judge;
  log: Logger;
  metrics: ConsoleMetrics;
  /** Public address, where it is known. */
  consoleUrl: URL | null;
  demoLogin: boolean;
  /** Null where no provider is set. */
  openId: OpenId | null;
  /** For the Message-IDs of mails. */
  mailDomain: string;
}
