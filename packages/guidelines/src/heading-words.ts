import type { ClauseKind, Demand } from '@moderato/domain';

/** What a bare heading is about ("Accuracy: …"): words too vague to tell a kind inside a sentence. */
export const headingKinds: readonly { words: RegExp; kind: ClauseKind; demand: Demand }[] = (
  [
    ['facts?|accuracy|truth(?:fulness)?|honesty|sources?', 'misinformation', 'require'],
    ['relevance|topics?|focus|subject', 'off_topic', 'require'],
    ['length|brevity|word limit|size', 'length', 'require'],
    ['privacy|private matters|personal information', 'privacy', 'forbid'],
    ['(?:real |your )?names?|identity|anonymity', 'real_name', 'require'],
    ['user ?names?|screen names?|nicknames?', 'username', 'require'],
    ['links?|urls?', 'links', 'require'],
    ['spam|repetition', 'spam', 'forbid'],
    ['(?:bad |foul |strong )?language|swearing|taste|decency', 'good_taste', 'forbid'],
    ['respect|tone|civility|courtesy|manners|politeness|behaviou?r', 'civility', 'require'],
    ['copyright|plagiarism|quoting|quotations?|fair use', 'copyright', 'forbid'],
    ['advertis\\w+|promotions?|selling|commerce', 'advertising', 'forbid'],
    [
      'report(?:s|ing)?(?: abuse| comments?| problems?)?|flagging|complaints?|contact(?: us)?',
      'report_channel',
      'inform',
    ],
    [
      '(?:pre-)?moderation|moderators?|review|delays?|closing|how we moderate|opening hours',
      'moderation_process',
      'inform',
    ],
    ['appeals?', 'appeal', 'inform'],
    ['bans?|suspensions?|penalties|sanctions|consequences|enforcement', 'ban', 'inform'],
    ['deletions?|removals?|editing|edits', 'removal', 'inform'],
    ['legal|law|the law|legality', 'illegal', 'forbid'],
    ['libel|defamation', 'defamation', 'forbid'],
    ['registration|accounts?|age|eligibility|who can comment', 'registration', 'require'],
    ['terms|ownership|rights|licen[cs]e|responsibility', 'terms', 'inform'],
    ['harassment|abuse|bullying', 'harassment', 'forbid'],
    ['hate|discrimination|racism', 'hate', 'forbid'],
    ['threats?|violence', 'threat', 'forbid'],
  ] as [string, ClauseKind, Demand][]
).map(([words, kind, demand]) => ({ words: new RegExp(`^(?:on |our |about )?(?:${words})$`, 'iu'), kind, demand }));

/** The name of the page or of its parts, which says nothing: "Comment policy", "Our rules". */
export const titleWords =
  /\b(?:polic(?:y|ies)|guidelines?|rules?|standards?|code|faqs?|terms|principles|conditions|conduct|netiquette|etiquette|commenting|comments?|discussions?|questions|short version|basics|overview|introduction|welcome|summary|before you post|taking part|leave a reply|join the conversation|how (?:it works|to comment)|do'?s|don'?ts)\b/iu;
