// Head -> 0..1 for each kind of made sentence; a head that is absent is not taught.
export const all = (value, ...heads) => Object.fromEntries(heads.map((head) => [head, value]));
export const fair = {
  ...all(
    0.03,
    'civil.toxicity',
    'wiki.toxic_any',
    'civil.insult',
    'civil.identity_attack',
    'civil.threat',
    'wiki.insult',
    'wiki.identity_hate',
    'wiki.threat',
    'davidson.hate',
  ),
  ...all(
    0,
    'pairs.attack',
    'pairs.hate',
    'pairs.to_commenter',
    'pairs.to_author',
    'pairs.menace',
    'pairs.sexual',
    'cmv.personal_attack',
  ),
};
export const hateful = {
  ...fair,
  ...all(0.92, 'civil.toxicity', 'wiki.toxic_any', 'civil.identity_attack', 'wiki.identity_hate', 'davidson.hate'),
  ...all(1, 'pairs.attack', 'pairs.hate'),
};
delete hateful['civil.insult'];
delete hateful['wiki.insult'];
export const insulting = {
  ...fair,
  ...all(0.93, 'civil.toxicity', 'wiki.toxic_any', 'civil.insult', 'wiki.insult'),
  ...all(1, 'pairs.attack'),
};
/** Says bad words of what has no feelings: not an attack, whatever the taste. */
export const harshOnThings = {
  ...all(0, 'pairs.attack', 'pairs.hate', 'pairs.to_commenter', 'pairs.to_author', 'pairs.menace'),
  ...all(0.05, 'civil.identity_attack', 'wiki.identity_hate', 'davidson.hate'),
};
/** Harsh on an idea: other raters find that rude now and then. */
export const harshOnIdeas = { ...harshOnThings, ...all(0.2, 'civil.toxicity', 'civil.insult'), 'wiki.toxic_any': 0.12 };
export const mentions = {
  ...fair,
  ...all(0.12, 'civil.toxicity', 'wiki.toxic_any', 'civil.identity_attack', 'wiki.identity_hate'),
};
