import type { ReportReason, ReportSource, ReportState } from '@moderato/domain';

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
