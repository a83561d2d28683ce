import { numberPattern } from '../numbers.js';

const determiner =
  "(?:(?:other|fellow|another|our|the|any|each|a|an|your|their|all|individual|private|named) |(?:other |another )?(?:reader|user|commenter|person|author)'s )";

/** Groups of words that the patterns of several kinds share: `{people}` in a pattern. */
const trait =
  '(?:race|racial|ethnic(?:ity)?|colou?r|religio(?:n|us)|faith|creed|beliefs?|gender(?: identity)?|sex|sexual(?:ity| orientation)|orientation|national(?:ity| origin)|origin|disabilit(?:y|ies)|ability|age|class|caste|background|where they (?:were born|come from|are from)|immigration status|protected (?:class|group|characteristic)s?)';

export const wordGroups: Record<string, string> = {
  number: numberPattern,
  people: `${determiner}{0,3}(?:people|persons?|readers?|users?|commenters?|commentators?|posters?|participants?|members?|contributors?|individuals?|authors?|writers?|reporters?|journalists?|columnists?|staff(?:ers)?|editors?|moderators?|bloggers?|neighbou?rs?|visitors?|someone(?: else)?|somebody(?: else)?|anyone(?: else)?|anybody(?: else)?|everyone|everybody|others|each other|one another|them|him|her)`,
  comments:
    '(?:comments?|posts?|postings?|messages?|submissions?|contributions?|remarks?|repl(?:y|ies)|content|material|entries|entry|threads?|text)',
  discussion:
    '(?:discussions?|debates?|dialogues?|conversations?|exchanges?|ideas|viewpoints?|opinions?|views|perspectives?|comments?|insights?|contributions?|feedback|questions|participation|discourse|arguments?|thoughts|facts|knowledge|expertise|responses?|remarks|experiences?|advice|letters)',
  story:
    '(?:articles?|stor(?:y|ies)|topics?|subjects?|pieces?|posts?|issues?|matters?|columns?|essays?|conversation|discussion|headline|thread)',
  trait,
  traits: `${trait}(?:,? (?:(?:and|or|and/or|as well as) )?(?:their |other )?${trait}){0,9}`,
  remove:
    '(?:remov(?:e|es|ing|al)|delet(?:e|es|ing|ion)|edit(?:s|ing)?|hid(?:e|es|ing)|reject(?:s|ing)?|disabl(?:e|es|ing)|take(?:s)? (?:down|out|off)|taking (?:down|out|off)|pull(?:s|ing)?|trim(?:s|ming)?|refus(?:e|es|ing)|declin(?:e|es|ing)|unpublish(?:es|ing)?|redact(?:s|ing)?|withhold(?:s|ing)?|screen out|eras(?:e|es|ing)|modify|alter|shorten|condense|censor)',
  removed:
    '(?:removed|deleted|disabled|taken (?:down|off|out)|edited|hidden|withheld|rejected|declined|unpublished|cut|trimmed|turned down|refused|erased|pulled|purged|discarded|redacted|modified|altered|shortened|condensed|unapproved|thrown out|zapped|binned|spiked|moderated out|censored|collapsed)',
  ban: '(?:ban|suspend|block|bar|terminate|close|revoke|restrict|disable|deactivate|cancel|exclude|expel|limit|remove|mute|kick(?: out)?)',
  banned:
    '(?:banned|suspended|blocked|barred|terminated|closed|revoked|restricted|deactivated|cancel+ed|excluded|expelled|muted|kicked (?:out|off)|shut (?:out|down)|blacklisted|locked out)',
  negative:
    '(?:obscene|vulgar|offensive|rude|profane|abusive|inappropriate|indecent|insulting|hateful|racist|sexist|lewd|crude|misleading|filthy)',
};
