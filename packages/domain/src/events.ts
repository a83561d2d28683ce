/** The events that sites subscribe to: design.md, "Webhook events". */
export const eventTypes = [
  'comment.decided',
  'comment.overruled',
  'report.received',
  'report.resolved',
  'appeal.decided',
  'author.warned',
  'author.suspended',
  'author.banned',
  'author.reinstated',
  'guidelines.changed',
] as const;
export type EventType = (typeof eventTypes)[number];
