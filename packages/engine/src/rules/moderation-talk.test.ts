import { checkAsked } from '../testing/asked.js';

test(
  'complaints about moderation, not about moderation in all things',
  checkAsked('moderation-talk', [
    ['Why was my comment deleted?', 'review'],
    ['My last post got removed again, so I try once more.', 'review'],
    ['The moderators here are asleep.', 'review'],
    ['I was banned for saying what everybody thinks.', 'review'],
    ["Let's see if this one stays up.", 'review'],
    ['Drink in moderation and drive home tomorrow.', 'approve'],
    ['The moderator of the debate asked good questions.', 'approve'],
    ['The book was banned from the school library.', 'approve'],
    ['They removed the old trees on Pine Road.', 'approve'],
  ]),
);
