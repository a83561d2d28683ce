import { limitsIn } from './limits.js';

test.each<[string, object]>([
  ['Comments with more than three links are held.', { maxLinks: 3 }],
  ['Comments with three or more links are held.', { maxLinks: 2 }],
  ['Fewer than 3 links, please.', { maxLinks: 2 }],
  ['A maximum of 1 URL per comment.', { maxLinks: 1 }],
  ['External links are limited to three per post.', { maxLinks: 3 }],
  ['There is a word limit of 300.', { maxWords: 300 }],
  ['Please post no links.', { maxLinks: 0 }],
  ['Links are not allowed.', { maxLinks: 0 }],
  ['No links to shops.', {}],
  ['Keep it under 200 words.', { maxWords: 200 }],
  ['There is a 1,000-character limit.', { maxCharacters: 1000 }],
  ['Two hundred and fifty words.', { maxWords: 250 }],
  ['Between one and two links.', { maxLinks: 2 }],
  ['Two hundred fifty words at most.', { maxWords: 250 }],
  ['At least 20 words.', {}],
  ['You have five minutes to edit.', { editMinutes: 5 }],
  ['Edits are possible for an hour, that is one hour.', { editMinutes: 60 }],
  ['Wait five minutes between comments.', {}],
  ['In other words, be kind.', {}],
])('%s', (sentence, limits) => expect(limitsIn(sentence)).toEqual(limits));
