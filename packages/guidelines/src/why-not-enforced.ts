import type { Clause, ClauseKind } from '@moderato/domain';

const byKind: Partial<Record<ClauseKind, string>> = {
  other: 'Moderato does not know what this asks for. It is kept, for people to read.',
  appeal: 'It tells readers how to object. People answer them.',
  removal: 'It tells readers what may happen to comments, or how long they may edit them.',
  moderation_process: 'It tells readers how moderation works.',
  registration: 'Who may have an account is for the site to check, before a comment comes.',
  misinformation: 'Whether something is true cannot be told from the words of a comment. Moderators find out.',
  terms: 'It tells readers what they agree to.',
};

/** Why no rule stands behind `clause`, in words for the people who run the site. */
export function whyNotEnforced({
  kind,
  demand,
  params,
  off,
}: Pick<Clause, 'kind' | 'demand' | 'params' | 'off'>): string {
  if (off) return 'The site turned it off.';
  if (kind === 'other') return byKind.other as string;
  if (demand === 'permit') return 'It allows something, so no comment can break it.';
  if (demand === 'encourage') return 'It is a wish: a comment that does not meet it breaks no rule.';
  if (kind === 'links' && params.maxLinks === undefined) return 'It names no number of links to count.';
  if (kind === 'length') return 'It names no number of words or characters to count.';
  return byKind[kind] ?? (demand === 'inform' ? 'It tells readers something and asks nothing of a comment.' : noRule);
}

const noRule = 'No rule of Moderato can tell this from the words of a comment. Moderators decide it.';
