import { composeToReader, type ReaderEnvelope } from './compose-reader-mail.js';
import { type Mail, oneLine } from './mail.js';

/** What a notifier may be told of: which comment, never its words. */
export interface NoticeAbout {
  id: string;
  /** UTC. */
  createdAt: Date;
  story: { title: string | null; url: string };
}

const aboutOf = ({ id, createdAt, story }: NoticeAbout): string[] => [
  `The comment stands, or stood, below: ${oneLine(story.title ?? '', 120) || 'a story'} (${oneLine(story.url, 500)})`,
  `Your notice came on ${createdAt.toISOString().slice(0, 16).replace('T', ' ')} UTC. Reference: ${id}`,
];

/** Confirms that a notice of illegal content has come (Art. 16(4) of Regulation (EU) 2022/2065). */
export const composeNoticeReceipt = (envelope: ReaderEnvelope, about: NoticeAbout): Mail =>
  composeToReader(envelope, {
    kind: 'notice-receipt',
    subject: 'Your notice of illegal content has arrived',
    paragraphs: [
      'Thank you. Your notice has arrived. A person will look at the comment and decide; you will hear of the decision by mail.',
      ...aboutOf(about),
    ],
  });

export interface NoticeOutcome {
  result: 'removed' | 'kept' | 'removed_before' | 'withdrawn';
  /** Who or what found it, and who or what decided. */
  detectedByRules: boolean;
  decidedBy: 'rules' | 'moderator' | null;
  /** What the notifier can do against it, in the site's words. */
  redress: string;
}

const results: Record<NoticeOutcome['result'], string> = {
  removed: 'A moderator has looked at the comment, and has taken it down.',
  kept: 'A moderator has looked at the comment, and has left it standing: it was found neither illegal nor against the comment guidelines.',
  removed_before: 'The comment had been taken down already when your notice came.',
  withdrawn: 'The comment is gone: its author, or the site, has removed it.',
};

/** Art. 16(6): whether automated means were used to process or decide. */
function meansOf({ decidedBy, detectedByRules }: NoticeOutcome): string {
  if (decidedBy === 'rules') return 'The decision was made by automated means.';
  if (decidedBy === null) return 'No automated means were used for it.';
  const found = detectedByRules ? 'An automated check had marked the comment before. ' : '';
  return `${found}The decision was made by a person, not by automated means.`;
}

/** What came of a notice, what can be done against it, and whether automated means were used (Art. 16(5) and (6)). */
export const composeNoticeOutcome = (envelope: ReaderEnvelope, about: NoticeAbout, outcome: NoticeOutcome): Mail =>
  composeToReader(envelope, {
    kind: 'notice-outcome',
    subject: 'The decision on your notice of illegal content',
    paragraphs: [
      results[outcome.result],
      ...(outcome.result === 'withdrawn' ? [] : [meansOf(outcome)]),
      outcome.redress,
      ...aboutOf(about),
    ],
  });
