import type { ReportMailTime } from '@moderato/database';
import type { SiteSettings } from '@moderato/domain';
import { slotHasBegun } from './digest-slots.js';

const hourMs = 3_600_000;

/** One mail to be made: of a single report or a digest. */
export interface PlannedMail {
  kind: 'report' | 'digest';
  reportIds: string[];
}

export interface ReportsState {
  /** Reports without a mail, oldest first. */
  waiting: { id: string; createdAt: Date; severe: boolean }[];
  /** When mails of reports were made, oldest first; a window's and an hour's worth is enough. */
  mailed: ReportMailTime[];
  settings: SiteSettings['reports'];
  at: Date;
}

/** How far back `planMails` asks for mails that were made. */
export function mailedSince({ waiting, settings, at }: Omit<ReportsState, 'mailed'>): Date {
  const oldest = waiting[0]?.createdAt ?? at;
  return new Date(Math.min(oldest.getTime() - settings.digestMinutes * 60_000, at.getTime() - hourMs));
}

/**
 * Which mails to make now. The first `immediate` reports of a window go at once, each by itself, and severe ones beyond
 * that, as long as no more than `severePerHour` (or `immediate`, where that is more) went within the hour. The others
 * wait for the end of the window, `digestMinutes` after its first mail, and go as one digest, at an hour at which
 * digests go; that begins the next window.
 */
export function planMails({ waiting, mailed, settings, at }: ReportsState): PlannedMail[] {
  const oldest = waiting[0];
  if (!oldest) return [];
  const windowMs = settings.digestMinutes * 60_000;
  const lastDigest = mailed.findLast(({ kind }) => kind === 'digest')?.at.getTime() ?? Number.NEGATIVE_INFINITY;
  const singles = mailed.filter(({ kind }) => kind === 'report').map((mail) => mail.at.getTime());
  // The window is judged from where the first of them began to wait, so that a later look gives the same answer.
  const inWindow = singles.filter((made) => made > lastDigest && made > oldest.createdAt.getTime() - windowMs);
  const inHour = singles.filter((made) => made > at.getTime() - hourMs).length;
  const hourly = Math.max(settings.immediate, settings.severePerHour) - inHour;
  const ordinary = Math.min(hourly, settings.immediate - inWindow.length);
  const taken = new Set<string>();
  const take = (reports: { id: string }[], free: number) => {
    for (const { id } of reports.slice(0, Math.max(0, free))) taken.add(id);
  };
  take(
    waiting.filter(({ severe }) => severe),
    settings.severePerHour > 0 ? hourly : ordinary,
  );
  take(
    waiting.filter(({ severe }) => !severe),
    ordinary - taken.size,
  );
  const planned = waiting
    .filter(({ id }) => taken.has(id))
    .map((one): PlannedMail => ({ kind: 'report', reportIds: [one.id] }));
  const rest = waiting.filter(({ id }) => !taken.has(id));
  const restSince = rest[0]?.createdAt;
  if (!restSince) return planned;
  const opened = inWindow[0] ?? (planned.length > 0 ? at.getTime() : oldest.createdAt.getTime());
  const isOver = at.getTime() >= opened + windowMs && at.getTime() >= lastDigest + windowMs;
  if (isOver && slotHasBegun(settings, restSince, at)) {
    planned.push({ kind: 'digest', reportIds: rest.map(({ id }) => id) });
  }
  return planned;
}
