import type { PenaltyKind, ReportReason, ReportSource, ReportState, StandingView } from '@moderato/domain';
import { momentWords } from '../desk/when.js';

// What the API's words are called on the pages beside the queue.

export const reasonWords: Record<ReportReason, string> = {
  insult: 'Insult',
  hate: 'Hate',
  threat: 'Threat',
  sexual: 'Sexual',
  spam: 'Spam',
  privacy: 'Private details',
  falsehood: 'False',
  off_topic: 'Off topic',
  illegal: 'Against the law',
  other: 'Something else',
};

export const sourceWords: Record<ReportSource, string> = {
  api: 'by the site',
  button: 'by the report button',
  mail: 'by mail',
};

export const reportStateWords: Record<ReportState, string> = {
  open: 'Open',
  upheld: 'Upheld',
  dismissed: 'Dismissed',
  moot: 'No longer needed',
};

/** How often a reporter was right; of one who never was judged, that nothing is known. */
export function reporterWords({ upheld, dismissed }: { upheld: number; dismissed: number }): string {
  const judged = upheld + dismissed;
  if (judged === 0) return 'new reporter';
  return `right ${upheld} of ${judged} ${judged === 1 ? 'time' : 'times'}`;
}

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

const whyWords: Record<string, string> = {
  link: 'placed by the link in it',
  id: 'placed by the id in it',
  quotation: 'placed by what it quotes',
  thread: 'placed with the mails that it answers',
  by_hand: 'by a moderator',
  several: 'it may be about any of several comments',
  nothing: 'nothing in it tells which comment is meant',
  bounce: 'a mail that came back',
  automatic: 'an automatic mail',
};

/** How a mail was placed, or why it was not; an unknown code is read out as it is. */
export const whyPlaced = (why: string | null): string | null =>
  why === null ? null : (whyWords[why] ?? why.replaceAll(/[_:-]/g, ' '));

const noteWords: Record<string, string> = {
  too_large: 'It was too large: only its beginning was read.',
  unreadable: 'A part of it could not be read.',
  cut: 'Its text is cut.',
  html_only: 'It came as HTML; this is its text.',
};
export const mailNote = (note: string): string => noteWords[note] ?? note.replaceAll('_', ' ');

/** Bytes as people say them. */
export function sizeWords(bytes: number): string {
  if (bytes < 1_024) return plural(bytes, 'byte');
  const kilobytes = bytes / 1_024;
  return kilobytes < 1_024 ? `${Math.round(kilobytes)} KB` : `${(kilobytes / 1_024).toFixed(1)} MB`;
}

export const penaltyWords: Record<PenaltyKind, string> = {
  warning: 'Warning',
  strike: 'Strike',
  suspension: 'Suspension',
  proposed_ban: 'Proposed ban',
  ban: 'Ban',
};

const stateWords: Record<StandingView['state'], string> = {
  good: 'In good standing',
  warned: 'Warned',
  struck: 'Has strikes',
  suspended: 'Suspended',
  banned: 'Banned',
};

export function standingWords({ state, strikes, until, banProposed }: StandingView): string {
  const end = until ? ` until ${momentWords(new Date(until))}` : '';
  const count = strikes > 0 ? `, ${plural(strikes, 'strike')}` : '';
  return `${stateWords[state]}${end}${count}${banProposed ? '; a ban is proposed' : ''}`;
}
