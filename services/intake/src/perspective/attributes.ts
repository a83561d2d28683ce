import type { Attribute, Judgement } from '@moderato/domain';

/** Perspective's names that have a score here, and which one it is. */
const sources = {
  TOXICITY: 'TOXICITY',
  SEVERE_TOXICITY: 'SEVERE_TOXICITY',
  IDENTITY_ATTACK: 'IDENTITY_ATTACK',
  INSULT: 'INSULT',
  PROFANITY: 'PROFANITY',
  THREAT: 'THREAT',
  SEXUALLY_EXPLICIT: 'SEXUALLY_EXPLICIT',
  ATTACK_ON_AUTHOR: 'ATTACK_ON_AUTHOR',
  ATTACK_ON_COMMENTER: 'ATTACK_ON_COMMENTER',
  SPAM: 'SPAM',
  // Theirs is "obscene or vulgar language such as cursing": PROFANITY by another name.
  OBSCENE: 'PROFANITY',
  // Our own name. No rule speaks of it, so without a model it would always be 0.
  CONSTRUCTIVE: 'CONSTRUCTIVE',
  // The chance that a moderator finds a violation of the site's guidelines; nothing, where the site has none.
  LIKELY_TO_REJECT: 'probability',
} as const satisfies Record<string, Attribute | 'probability'>;

export type Source = (typeof sources)[keyof typeof sources];

/** What a judgement can tell, beyond what every judgement can. */
export interface Means {
  engine: Judgement['engine'];
  hasGuidelines: boolean;
}

const needs: Partial<Record<keyof typeof sources, (means: Means) => boolean>> = {
  CONSTRUCTIVE: ({ engine }) => engine.model !== null,
  LIKELY_TO_REJECT: ({ hasGuidelines }) => hasGuidelines,
};

export const attributeNames = (means: Means): string[] =>
  (Object.keys(sources) as (keyof typeof sources)[]).filter((name) => needs[name]?.(means) ?? true);

/**
 * What may follow the `@`: it changes whenever the same comment may be scored otherwise, and never otherwise.
 * `engine-4` is 4; a new model is a new engine.
 */
export const versionName = ({ version }: Judgement['engine']): string => version.replace(/^engine-/, '');

/** A requested name such as `TOXICITY` or `TOXICITY@4`; a string says why there is no score by that name. */
export function sourceOf(requested: string, means: Means): Source | { problem: string } {
  const shown = requested.slice(0, 100);
  const at = requested.indexOf('@');
  const name = at < 0 ? requested : requested.slice(0, at);
  if (!Object.hasOwn(sources, name) || !attributeNames(means).includes(name)) {
    return { problem: `Attribute ${shown} has no score here. There are: ${attributeNames(means).join(', ')}.` };
  }
  const current = versionName(means.engine);
  if (at >= 0 && requested.slice(at + 1) !== current) {
    return { problem: `Attribute ${shown} is not a version that runs here: it is ${name}@${current} now.` };
  }
  return sources[name as keyof typeof sources];
}

export const scoreOf = ({ scores, probability }: Judgement, source: Source): number =>
  source === 'probability' ? probability : scores[source];
