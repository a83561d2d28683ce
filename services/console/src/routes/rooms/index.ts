import type { Route } from '@moderato/http';
import type { ConsoleDeps } from '../../deps.js';
import { getCounts } from './get-counts.js';
import { listReportedComments } from './list-reported-comments.js';
import { searchForComments } from './search-comments.js';

/** What the pages beside the queue ask. */
export const roomsRoutes: Route<ConsoleDeps>[] = [getCounts, listReportedComments, searchForComments];
