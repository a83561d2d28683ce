import { topic } from './kind.js';

/** What happens to comments and to those who write them. */
export const process = [
  topic(
    'removal',
    'inform',
    '(?:be |is |are |get |been )?(?:removed|deleted|disabled|taken down|edited|hidden|withheld|rejected)',
    '(?:remov(?:e|ing)|delet(?:e|ing)|disable|edit|hide|reject|take down|refuse)(?:(?:,| or| and)? (?:or |and )?(?:remove|delete|edit|hide|reject|block)){0,3} (?:any|all|your|comments?|posts?|postings?|content|those|them|material|submissions?)(?: (?:comments?|posts?))?',
    'removal of',
  ),
  topic(
    'ban',
    'inform',
    '(?:be|get|been)(?: permanently| temporarily)? (?:banned|suspended|blocked|barred)(?: from (?:posting|commenting|participating|the site))?',
    '(?:ban|suspend|block|bar|terminate)(?:(?:,| or| and)? (?:or |and )?(?:ban|suspend|block|terminate)){0,2} (?:any|all|your|users?|commenters?|accounts?|those|people|you|anyone|access|persons?|posters?|readers?)(?: (?:accounts?|users?|access))?',
    'los(?:e|ing) (?:your |their )?(?:commenting|posting)? ?(?:privileges?|access|account)',
    '(?:commenting|posting) privileges',
    '(?:banned|suspended|blocked|barred) from (?:posting|commenting|participating|the site)',
    '(?:users?|accounts?|commenters?|privileges) (?:banned|suspended|blocked|revoked|terminated)',
    'bans?(?= (?:is|are|of|for|may|will|can))',
  ),
  topic(
    'appeal',
    'inform',
    'appeal(?:s|ing)?(?: (?:the|a|this|your|our|any|to))?(?: \\w+)?',
    '(?:removed|deleted|banned|blocked|rejected) (?:in error|by mistake|unfairly)',
    'reconsider(?:ed|ation)?',
  ),
  topic(
    'report_channel',
    'inform',
    'to (?:report|flag)(?: (?:a|an|any|the|such|these|those|other|another|inappropriate|offensive|abusive)){0,3}(?: (?:comments?|posts?|abuse|violations?|content|behaviou?r))?',
    '(?:report|flag)(?:ing)?(?: (?:a|an|any|all|the|such|this|that|these|those|other|another|inappropriate|offensive|abusive|objectionable|bad)){0,3} (?:comments?|posts?|postings?|abuse|abusers?|violations?|violators?|content|problems?|users?|someone|anything|behaviou?r|misuse|offenders?)',
    '(?:report|flag) (?:it|them)',
    '(?:report|flag)(?:ing)? (?:button|link|icon|tool|feature|form)',
    'flagged by',
    '(?:alert|notify|tell|contact|e-?mail|write to)(?: (?:the|our|a|us|your))? ?(?:moderators?|editors?|us)(?= (?:if|about|of|to|at|when))',
  ),
  topic(
    'email_privacy',
    'inform',
    'e-?mail(?: address(?:es)?)?(?: \\w+){0,2} (?:will|is|are)(?: \\w+)? (?:not|never)(?: \\w+)? ?(?:be )?(?:published|shared|displayed|shown|made public|disclosed|sold|visible|public)',
    '(?:not|never) (?:publish|share|display|sell|disclose)(?: \\w+){0,3} e-?mail(?: address(?:es)?)?',
  ),
  topic(
    'moderation_process',
    'inform',
    '(?:pre|post)?-?moderat(?:ed|es|ion|ors?|ing)',
    '(?:reviewed|approved|screened|monitored)(?: by \\w+(?: \\w+)?| before)?',
    'held for (?:review|approval|moderation)',
    '(?:review|monitor|screen|approve)s? (?:all |every |each |the |your )?(?:comments?|posts?|postings?)',
    'spam filters?',
    'before (?:it|they) (?:appear|is|are) ?\\w*',
  ),
];

/** Who speaks. */
export const people = [
  topic(
    'terms',
    'require',
    'terms(?: (?:of (?:service|use)|and conditions|& conditions))',
    '(?:user|participation|membership|subscriber) agreement',
    'privacy policy',
    'terms(?= (?:apply|below|govern))',
  ),
  topic(
    'required_fields',
    'require',
    'required fields?(?: (?:are|is) marked)?',
    'fields? (?:marked|with)(?: \\w+){0,4} (?:required|mandatory)',
    '(?:mandatory|obligatory) fields?',
  ),
  topic(
    'real_name',
    'require',
    '(?:real|true|full|actual|legal|own|first and last) names?',
    'anonymous(?:ly)? (?:comments?|posts?|posting|commenters?)?',
    'pseudonyms?',
  ),
  topic(
    'username',
    'ruled',
    '(?:user|screen|display)[\\s-]?names?',
    'nicknames?',
    'avatars?',
    'profile (?:pictures?|photos?|images?|names?)',
  ),
  topic(
    'registration',
    'require',
    '(?:must|need to|required to|have to|please)(?: first)? (?:be )?(?:regist(?:er|ered)|log(?:ged)?[\\s-]?in|sign(?:ed)?[\\s-](?:in|up)|subscribe|logged on)',
    'regist(?:ration|ered users?|ered readers?|er to)',
    'create an account',
    'subscribers only',
    'only (?:registered \\w+|subscribers|members)',
    '(?:log|sign)(?:ged|ed)? in to (?:post|comment)',
    '(?:one|multiple|more than one|several) accounts?(?: per \\w+)?',
    '(?:at least|over|under) (?:13|16|18|thirteen|eighteen)(?: years)?',
  ),
];
