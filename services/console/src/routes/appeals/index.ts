import type { Route } from '@moderato/http';
import type { ConsoleDeps } from '../../deps.js';
import { getAppeal } from './get-appeal.js';
import { listAppeals } from './list-appeals.js';
import { claim, decide } from './work-on-appeal.js';

/** What the appeals page asks for. */
export const appealRoutes: Route<ConsoleDeps>[] = [listAppeals, getAppeal, claim, decide];
