import { checkAsked } from '../testing/asked.js';

test(
  'offers of what the law forbids, not news of crime nor views of the law',
  checkAsked('illegal', [
    ['You can buy cocaine online, just text me.', 'review'],
    ['Fake passports available, we ship everywhere.', 'review'],
    ['Here is how to make a pipe bomb.', 'review'],
    ['Let us all go and burn the store tonight, everybody loot the store!', 'review'],
    ['Pirated streams of the game at the usual place.', 'review'],
    ['Weed should be legal, as beer is.', 'approve'],
    ['Police found heroin for the third time this year.', 'approve'],
    ['He was arrested for selling fake passports.', 'approve'],
    ['My passport took eight weeks to arrive.', 'approve'],
  ]),
);
