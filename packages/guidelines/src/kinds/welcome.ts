import { topic } from './kind.js';

// No gap may cross a negation: "criticism of the staff is not welcome" permits nothing.
const gap = "(?:(?!\\b(?:not|no|never|but|cannot)\\b|n[’']t\\b|[;:]).){0,100}?";
const allowed = '(?:welcomed?|allowed|permitted|fine|acceptable|okay|ok|encouraged|protected|fair game)';
const criticism =
  '(?:critici[sz](?:m|e|es|ing)|critiques?|critical (?:comments?|views?|opinions?)|disagree(?:ment|ments|ing)?|dissent(?:ing)?|satire|unpopular (?:opinions?|views?)|opposing (?:opinions?|views?|viewpoints?)|(?:strong|sharp|harsh) (?:opinions?|views?|words))';
const discussion =
  '(?:discussions?|debates?|dialogue|conversations?|ideas|viewpoints?|opinions?|views|perspectives?|comments?|insights?|contributions?|feedback|questions|participation|discourse|arguments?|thoughts|facts)';

/** What is welcome. */
export const welcome = [
  topic(
    'permitted',
    'permit',
    `${criticism}${gap} (?:is|are|will be)(?: (?:always|also|perfectly|of course))? ${allowed}`,
    `(?:welcome|allow|permit|free|may|entitled|can)s?(?: (?:to|and|even|both|honest|fair|robust|strong|harsh|sharp|civil|any|your)){0,3} ${criticism}(?: (?:of|with|for))?(?: \\w+){0,4}`,
  ),
  // Only the verb is the topic, for what it encourages ("civil discussion") may be a clause of its own.
  topic(
    'encouraged',
    'encourage',
    '(?:is|are)(?: \\w+)? encouraged',
    `(?=(?:is|are)(?: \\w+)? (?:welcome|appreciated|valued))(?<=\\b${discussion}\\b${gap})(?:is|are)(?: \\w+)? (?:welcomed?|appreciated|valued)`,
    `(?:encourage|welcome|value|appreciate|invite|want|seek|foster|promote)s?(?=${gap}\\b${discussion}\\b)`,
    '(?:encourage|invite)s? (?:you|readers|users|commenters|everyone)',
  ),
];
