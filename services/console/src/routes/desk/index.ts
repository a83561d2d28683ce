import type { Route } from '@moderato/http';
import type { ConsoleDeps } from '../../deps.js';
import { decideMany, selectWaiting } from './bulk.js';
import { claimComment } from './claim-comment.js';
import { addNote, escalateComment } from './comment-notes.js';
import { getContext } from './get-context.js';
import { hearDesks } from './hear-desks.js';
import { getPreferences, putPreferences } from './preferences.js';
import { liftAuthorsPenalty, punishAuthor } from './punish-author.js';

export const deskRoutes: Route<ConsoleDeps>[] = [
  hearDesks,
  claimComment,
  addNote,
  escalateComment,
  getContext,
  punishAuthor,
  liftAuthorsPenalty,
  selectWaiting,
  decideMany,
  getPreferences,
  putPreferences,
];
