import { topic } from './kind.js';

const age = '(?:1[2-9]|2[01]|thirteen|fourteen|fifteen|sixteen|eighteen|twenty-one)';

/** Who speaks. */
export const people = [
  ...topic(
    'terms',
    'require',
    '(?:terms|conditions)(?: (?:of (?:service|use)|and conditions|& conditions))',
    '(?:user|participation|membership|subscriber|member|visitor|licen[cs]e|services?) agreement',
    'privacy (?:policy|notice|statement)',
    'terms(?= (?:apply|below|govern|at any time|and))',
    '(?:these|our|the|its) terms',
    'grant(?:s|ing)?<5> (?:licen[cs]e|permission|rights?)',
    '(?:right|permission|licen[cs]e) to (?:use|retransmit|broadcast|publish|reproduce|republish|print)(?:,? <2>)? (?:your|it|any|comments?|them|all)<2>',
    'become(?:s)? the property of',
  ),
  ...topic(
    'required_fields',
    'require',
    'required fields?(?: (?:are|is) marked)?',
    'fields? (?:marked|with)(?: \\w+){0,4} (?:required|mandatory)',
    '(?:mandatory|obligatory) fields?',
    '(?:valid|working|verified|active)(?:,? (?:and )?\\w+)? e-?mail(?: address(?:es)?)?',
    '(?:provide|enter|include|supply|give|list|submit|leave)(?: us)?(?: (?:your|a|an))?<3> e-?mail(?: address(?:es)?)?',
    'e-?mail(?: address(?:es)?)? (?:is|are) (?:required|mandatory|needed)',
    '(?:phone|telephone) number for verification<1>',
  ),
  ...topic(
    'real_name',
    'require',
    '(?:real|true|full|actual|legal|own|first and last|last|proper)(?:,? (?:and )?(?:full|first|last))? names?',
    '(?:real|true) identit(?:y|ies)',
    'anonym(?:ous|ously|ity)(?: (?:comments?|posts?|posting|commenters?))?',
    '(?:pseudonym(?:s|ous(?:ly)?)?|pen names?|noms? de plume)',
    '(?:be yourself|identify yourself|sign<2> name|initials)',
    'names? and (?:town|city|location|hometown)s?(?: of residence)?',
  ),
  ...topic(
    'username',
    'ruled',
    '(?:user|screen|display|account|log-?in|profile|member)[\\s-]?(?:names?|ids?)(?:<4> {negative})?',
    '(?:nicknames?|handles?|avatars?)(?:<4> {negative})?',
    'profile (?:pictures?|photos?|images?|names?)(?:<4> {negative})?',
    '{negative}(?:,? (?:or|and) \\w+)? (?:(?:user|screen|display)[\\s-]?names?|nicknames?|handles?|avatars?)',
  ),
  ...topic(
    'registration',
    'require',
    '(?:must|need to|needs to|required to|have to|has to|please|should)(?: first)? (?:be )?(?:regist(?:er|ered)|log(?:ged)?[\\s-]?(?:in|on)|sign(?:ed)?[\\s-](?:in|up)|subscribe)',
    'regist(?:er|ers|ering|ered|ration)(?: (?:users?|readers?|members?|accounts?|to|with|for|on|is|and))?(?!\\w)',
    '(?:create|open|set up|(?:must|need to|have to|should) have|need|requires?)(?:s|ing)?<2> (?:user |free |verified |online )?(?:accounts?|profiles?)(?! in)',
    '(?:free|verified|valid) accounts?',
    'subscribers? only',
    '(?:only|limited to|restricted to|open to|reserved for|available to)<2> (?:registered \\w+|subscribers|members)(?:<4> only)?',
    '(?:log|sign)(?:ged|ed)?[\\s-](?:in|on)(?: to (?:post|comment))?',
    'one account(?: per \\w+)?',
    `(?:at least|over|under)(?: the age of)? ${age}(?: years)?(?: (?:old|of age))?`,
    `${age}(?: years)?(?: (?:old|of age))?(?: or| and) (?:older|over|above|up)`,
    'minimum age',
  ),
].flat();
