/** What a comment is scored for; the first seven under Perspective's definitions. */
export const attributes = [
  'TOXICITY',
  'SEVERE_TOXICITY',
  'INSULT',
  'PROFANITY',
  'THREAT',
  'IDENTITY_ATTACK',
  'SEXUALLY_EXPLICIT',
  'ATTACK_ON_COMMENTER',
  'ATTACK_ON_AUTHOR',
  'SPAM',
  'CONSTRUCTIVE',
] as const;

export type Attribute = (typeof attributes)[number];
/** Each 0..1. */
export type Scores = Record<Attribute, number>;
