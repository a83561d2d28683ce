import type { SiteSettings } from '@moderato/domain';

/** One mail to be made: of a single report or a digest. */
export interface PlannedMail {
  kind: 'report' | 'digest';
  reportIds: string[];
}

export interface ReportsState {
  /** Reports without a mail, oldest first. */
  waiting: { id: string; createdAt: Date }[];
  /** When the mails of single reports since the last digest were made, oldest first; a window's worth is enough. */
  mailedAt: Date[];
  settings: SiteSettings['reports'];
  at: Date;
}

/**
 * Which mails to make now. The first `immediate` reports go at once, each by itself; those that follow within
 * `digestMinutes` of the first wait for the end of that window and go as one digest, which begins the next window.
 */
export function planMails({ waiting, mailedAt, settings, at }: ReportsState): PlannedMail[] {
  const oldest = waiting[0];
  if (!oldest) return [];
  const windowMs = settings.digestMinutes * 60_000;
  // The window is judged from where the first of them began to wait, so that a later look gives the same answer.
  const recent = mailedAt.filter((made) => made.getTime() > oldest.createdAt.getTime() - windowMs);
  const free = Math.max(0, settings.immediate - recent.length);
  const planned: PlannedMail[] = waiting.slice(0, free).map(({ id }) => ({ kind: 'report', reportIds: [id] }));
  const rest = waiting.slice(free);
  const opened = recent[0] ?? (planned.length > 0 ? at : oldest.createdAt);
  if (rest.length > 0 && at.getTime() >= opened.getTime() + windowMs) {
    planned.push({ kind: 'digest', reportIds: rest.map(({ id }) => id) });
  }
  return planned;
}
