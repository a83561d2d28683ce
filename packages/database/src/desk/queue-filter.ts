/** What a moderator may look at: each view is a slice of what is held. */
export const queueViews = ['worst', 'reported', 'unjudged', 'mine', 'escalated'] as const;
export type QueueView = (typeof queueViews)[number];

/** A slice of the queue; what is given narrows it down. */
export interface QueueFilter {
  view: QueueView;
  /** Whose claims `mine` are. */
  moderatorId: string;
  /** Claims that end before this hold no more. */
  at: Date;
  clauseId?: string | undefined;
  storyId?: string | undefined;
  authorId?: string | undefined;
  /** Empty: the site told none. */
  language?: string | undefined;
}

/** SQL conditions over `held_comment h`, with their values from $1 on; $1 is the site. */
export interface Conditions {
  where: string;
  values: unknown[];
}

/** Written out for each view, and not as one statement with switches: the planner must see which index fits. */
export function conditionsOf(siteId: string, filter: QueueFilter): Conditions {
  const values: unknown[] = [siteId];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const parts = ['h.site_id = $1'];
  const views: Record<QueueView, () => string> = {
    worst: () => 'h.escalated_at is null',
    reported: () => 'h.reported > 0',
    unjudged: () => 'h.unjudged',
    escalated: () => 'h.escalated_at is not null',
    mine: () =>
      `h.comment_id in (select q.comment_id from comment_claim q where q.site_id = $1
         and q.moderator_id = ${value(filter.moderatorId)} and q.expires_at > ${value(filter.at)})`,
  };
  parts.push(views[filter.view]());
  if (filter.clauseId !== undefined) parts.push(`h.clause_id = ${value(filter.clauseId)}`);
  if (filter.storyId !== undefined) parts.push(`h.story_id = ${value(filter.storyId)}`);
  if (filter.authorId !== undefined) parts.push(`h.author_id = ${value(filter.authorId)}`);
  if (filter.language === '') parts.push('h.language is null');
  else if (filter.language !== undefined) parts.push(`h.language = ${value(filter.language)}`);
  return { where: parts.join(' and '), values };
}
