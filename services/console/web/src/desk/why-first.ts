import type { ReviewComment } from '../api/contract.js';
import { byWeight } from './proposal.js';
import { percent, severityWords } from './words.js';

const hourMs = 3_600_000;

/** How long it has waited, as people say it. */
export function waitedWords(receivedAt: string, now: number): string {
  const hours = (now - Date.parse(receivedAt)) / hourMs;
  if (hours < 1) return `${Math.max(1, Math.round(hours * 60))} min`;
  return hours < 48 ? `${Math.round(hours)} h` : `${Math.round(hours / 24)} days`;
}

export interface WhyFirst {
  what: string;
  /** How much it weighs, in words. */
  words: string;
}

/** What puts a comment where it stands in the queue: each doubling of one of these is a step up. */
export function whyFirst({ held, decision, receivedAt }: ReviewComment, now: number): WhyFirst[] {
  if (!held) return [];
  const gravest = decision && byWeight(decision.findings)[0];
  const waited = waitedWords(receivedAt, now);
  return [
    { what: 'Likely a violation', words: decision ? percent(decision.probability) : 'not known' },
    { what: 'How grave', words: gravest ? severityWords[gravest.severity] : 'no clause named' },
    ...(held.reports > 0
      ? [{ what: 'Readers’ reports', words: `${held.reports}, which alone weigh ${percent(held.reported)}` }]
      : []),
    { what: 'Reach of the story', words: `×${held.reach.toFixed(1)}` },
    { what: 'Waiting', words: `${waited}; each day counts double` },
  ];
}

export const whyFirstSentence = (comment: ReviewComment, now: number): string =>
  whyFirst(comment, now)
    .map(({ what, words }) => `${what}: ${words}`)
    .join(' · ');
