import { checkRows } from './testing/check-rows.js';

test(
  'an insult that is denied, complained of, or part of a title or a place is nobody’s attack',
  checkRows([
    ['You are no idiot', 'approve'],
    ["You're not an idiot", 'approve'],
    ['Not one of you is a coward.', 'approve'],
    ['I am not saying the author is a liar', 'approve'],
    ["It isn't that you're dumb, the form is confusing.", 'approve'],
    ['Who said you are an idiot?', 'approve'],
    ['Calling her a bitch is wrong', 'approve'],
    ["'Idiot' is not an argument", 'approve'],
    ['We watched The Idiot at the film club.', 'approve'],
    ['They drove through Dildo, Newfoundland.', 'approve'],
    ["Dick's Sporting Goods is closing.", 'approve'],
  ]),
);

test(
  'what only looks like a denial is still an attack',
  checkRows([
    ['You are not only an idiot, you are a liar', 'reject', 'personal-attack', 'commenter'],
    ['No, you are a moron.', 'reject', 'personal-attack', 'commenter'],
    ['You are not smart, you are an idiot.', 'reject', 'personal-attack', 'commenter'],
  ]),
);
