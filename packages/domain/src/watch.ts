import { z } from 'zod';

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

export const watchSettingsSchema = z.strictObject({
  url: z.string().max(2_000).describe('The page that readers see'),
  editors: z
    .array(z.email().max(320))
    .min(1)
    .max(20)
    .refine((all) => new Set(all.map((one) => one.toLowerCase())).size === all.length, 'names an address twice')
    .describe('Who is told by mail: of changes, and of alarms'),
  everyHours: z.int().min(1).max(168).default(24).describe('Hours between two looks'),
});
export type WatchSettings = z.output<typeof watchSettingsSchema>;
