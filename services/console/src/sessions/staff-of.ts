import type { Staff } from '@moderato/database';
import type { Response } from 'express';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from './require-session.js';

/** Who acts, and when, for the record. */
export const staffOf = ({ clock }: Pick<ConsoleDeps, 'clock'>, res: Response): Staff => ({
  actor: `moderator:${sessionOf(res).moderator.id}`,
  at: clock.now(),
});
