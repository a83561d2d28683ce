/**
 * What came of a look at a watched page: it says what is live (`same`), says something else than before (`changed`), or
 * than what is live though not than before (`differs`); or it could not be read.
 */
export const watchResults = [
  'same',
  'changed',
  'differs',
  'gone',
  'no_guidelines',
  'robots',
  'refused_address',
  'unreachable',
] as const;
export type WatchResult = (typeof watchResults)[number];

/** What editors are alarmed about. `page_not_read`: robots are kept off it, or it has not come for days. */
export const watchAlarms = [
  'report_address_changed',
  'report_address_vanished',
  'page_gone',
  'no_guidelines',
  'page_not_read',
] as const;
export type WatchAlarm = (typeof watchAlarms)[number];
