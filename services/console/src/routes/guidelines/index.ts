import type { Route } from '@moderato/http';
import type { ConsoleDeps } from '../../deps.js';
import { getBacktest } from './get-backtest.js';
import { getClauseActivity } from './get-clause-activity.js';
import { getVersion } from './get-version.js';
import { keepDraft } from './keep-draft.js';
import { listDisagreements } from './list-disagreements.js';
import { listVersions } from './list-versions.js';
import { discardVersion, publishVersion, shadowVersion } from './move-version.js';
import { preview } from './preview.js';
import { startBacktest } from './start-backtest.js';
import { tryComment } from './try-comment.js';

/** What the guidelines page asks. */
export const guidelinesRoutes: Route<ConsoleDeps>[] = [
  listVersions,
  getVersion,
  preview,
  keepDraft,
  shadowVersion,
  publishVersion,
  discardVersion,
  tryComment,
  getClauseActivity,
  startBacktest,
  getBacktest,
  listDisagreements,
];

/** They take a whole page of guidelines: bytes of JSON. */
export const guidelinesBodyLimit = 2_500_000;
