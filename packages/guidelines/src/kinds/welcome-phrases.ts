import { topic } from './kind.js';

// No gap may cross a negation: "criticism of the staff is not welcome" permits nothing.
const gap = "(?:(?!\\b(?:not|no|never|but|cannot|neither)\\b|n't\\b|[;:]).){0,100}?";
const allowed =
  '(?:welcomed?|allowed|permitted|fine|acceptable|okay|ok|encouraged|protected|fair game|fair play|all right)';
const adverb = '(?: (?:always|also|perfectly|of course|very|much|certainly|entirely|just))?';
const criticism =
  '(?:critici[sz](?:m|ms|e|es|ing)|critiques?|critical (?:comments?|views?|opinions?)|disagree(?:ment|ments|ing)?|dissent(?:ing)?|satire|parody|humou?r|unpopular (?:opinions?|views?)|(?:opposing|differing|dissenting|contrary|controversial) (?:opinions?|views?|viewpoints?)|(?:strong|sharp|harsh|robust) (?:opinions?|views?|words|criticism|language|debate)|grumbl\\w+|complain(?:ing)? about|mocking)';
const quality =
  '(?:thoughtful|insightful|intelligent|constructive|lively|smart|substantive|well[\\s-](?:reasoned|informed|argued)|informed|articulate|productive|meaningful|interesting|vigorous|spirited|healthy|robust|open|diverse|differing|original|informative)';

/** What is welcome. */
export const welcome = [
  ...topic(
    'permitted',
    'permit',
    `${criticism}${gap} (?:is|are|will be|'s|remains?)${adverb} ${allowed}`,
    `(?:welcome|allow|permit|free|may|entitled|can|invite|accept|appreciate)s?(?: (?:to|express|voice|share|and|even|both|honest|fair|robust|strong|harsh|sharp|civil|any|your|advice|all|sides|constructive|vigorous|legitimate)){0,4} ${criticism}(?: (?:of|with|for|about))?(?:<4>)?`,
    'disagree all you (?:want|like)',
    `(?:no problem with|nothing wrong with|okay to|ok to|fine to|acceptable to|all right to) ${criticism}<3>`,
    '(?:exempt|excepted)(?: from<4>)?',
    'exceptions?(?= (?:is|are|to|for|may))',
    '(?:will|does|do|may) not(?: in and of itself| by itself)?<2> (?:remove|delete|reject|be removed)<2> (?:simply|just|merely|solely|only|because)<9>',
  ),
  // Only the verb is the topic, for what it encourages ("civil discussion") may be a clause of its own.
  ...topic(
    'encouraged',
    'encourage',
    '(?:is|are)(?: \\w+)? encouraged',
    `(?=(?:is|are)(?: \\w+)? (?:welcome|appreciated|valued))(?<=\\b{discussion}\\b${gap})(?:is|are)(?: \\w+)? (?:welcomed?|appreciated|valued)`,
    `(?:encourage|welcome(?! to\\b)|value|appreciate|invite|want|seek|foster|promote|prize|interested in|looking for|look for|love|pleased to (?:invite|offer)|glad to (?:invite|offer)|hope for|strive for)s?(?=${gap}\\b{discussion}\\b)`,
    '(?:encourage|invite|urge|ask)s?(?= (?:you|readers|users|commenters|everyone|all|our|people|visitors)(?: \\w+)? to (?:share|comment|join|take part|participate|discuss|contribute|engage|express|post|respond|tell|offer|debate|speak|weigh|have|add|read|exchange))',
    '(?:glad|pleased|happy|delighted) to (?:invite|hear|have|offer)',
    "(?:we'd|we would|we) (?:love|like|want)<2> (?:to )?(?:hear|see|know|read|have)",
    "(?:everyone|everybody|readers|all|you)(?: are| is|'re)(?: \\w+)? (?:invited|welcome|encouraged)",
    `(?:share|voice|express|offer|give(?: us)?|tell us)(?: with us)? (?:your|their|your own)<2> (?:{discussion}|stories)`,
    `(?:join|contribute to|add to|advance|further|enrich|take part in|participate in)(?:s|ing)? (?:the|our|this|a|any)<1> (?:conversation|discussion|debate|dialogue|discourse)s?`,
    `${quality}(?:,? (?:and )?${quality}){0,3} {discussion}`,
    '(?:constructive|thoughtful|insightful|substantive|productive|informative)(?=[.,;]|$| and )',
    'feel free to (?:comment|share|join|discuss|post|ask|weigh in)',
    '(?:add|adding) (?:value|something)',
  ),
].flat();
