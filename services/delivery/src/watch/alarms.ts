import type { OpenAlarm, Watch } from '@moderato/database';
import type { Policy, WatchAlarm } from '@moderato/domain';
import type { FailedReading } from './read-page.js';

/** How long a page may stay away before somebody should know. */
const unreadForMs = 3 * 86_400_000;

type Alarm = Omit<OpenAlarm, 'since'>;

/** Reports go to the first address that the live guidelines name: the page should name the same one first. */
export function reportAddressAlarm(live: Policy | undefined, seenEmails: string[]): Alarm | null {
  const [named] = live?.report.emails ?? [];
  const [seen] = seenEmails;
  if (!named || named.toLowerCase() === seen?.toLowerCase()) return null;
  if (!seen) {
    const words = `The page names no e-mail address for reports any more. Reports still go to ${named}.`;
    return { kind: 'report_address_vanished', about: '', words };
  }
  const words = `The page now names ${seen} for reports. Reports still go to ${named}.`;
  return { kind: 'report_address_changed', about: seen.toLowerCase(), words };
}

const alarmingAtOnce: Partial<Record<FailedReading['result'], WatchAlarm>> = {
  gone: 'page_gone',
  no_guidelines: 'no_guidelines',
  robots: 'page_not_read',
  refused_address: 'page_not_read',
};

/** What a page that was not read gives cause for; an alarm that is open stays as long as nothing more is known. */
export function unreadAlarm(
  { result, words }: FailedReading,
  { alarm, failingSince }: Pick<Watch, 'alarm' | 'failingSince'>,
  at: Date,
): Alarm | null {
  const kind = alarmingAtOnce[result];
  if (kind) return { kind, about: result, words };
  const since = failingSince ?? at;
  if (at.getTime() - since.getTime() < unreadForMs) return alarm;
  return { kind: 'page_not_read', about: result, words: `${words} It has not been read since ${dayOf(since)}.` };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

export const isSameAlarm = (a: Alarm | null, b: Alarm | null): boolean => a?.kind === b?.kind && a?.about === b?.about;
