import type { Outcome } from './decision.js';

/** A moderator as colleagues see them. */
export interface DeskMate {
  id: string;
  name: string;
}

/** What moderators' desks tell each other, and the worker tells them. Ids, and the names of staff; no comment's text. */
export type DeskSignal =
  | { type: 'arrived' }
  | { type: 'claimed'; commentId: string; by: DeskMate; until: string }
  | { type: 'released'; commentId: string; by: DeskMate }
  | { type: 'decided'; commentId: string; by: DeskMate; outcome: Outcome }
  | { type: 'escalated'; commentId: string; by: DeskMate; escalated: boolean }
  | { type: 'noted'; commentId: string; by: DeskMate; mentions: string[] };
