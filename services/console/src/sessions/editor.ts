import type { ConsoleSession } from '@moderato/database';
import { AppError } from '@moderato/domain';
import type { Response } from 'express';
import type { ConsoleDeps } from '../deps.js';
import { sessionOf } from './require-session.js';

/** Who may change a site's guidelines. Sites have no roles yet, so every moderator may: this is where roles go. */
export const everyModerator = (_moderator: ConsoleSession['moderator']): boolean => true;

/** The session of one who may change the guidelines; throws AppError `forbidden` for anybody else. */
export function editorOf({ mayEditGuidelines }: ConsoleDeps, res: Response): ConsoleSession {
  const session = sessionOf(res);
  if (!mayEditGuidelines(session.moderator)) {
    throw new AppError('forbidden', { detail: 'Your account may read the guidelines and not change them.' });
  }
  return session;
}
