import type { Route } from '@moderato/http';
import type { ConsoleDeps } from '../../deps.js';
import { getCounts } from './get-counts.js';

/** What the pages beside the queue ask. */
export const roomsRoutes: Route<ConsoleDeps>[] = [getCounts];
