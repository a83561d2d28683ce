import { checkRows } from '../testing/check-rows.js';

test(
  'incivility towards nobody in particular, and towards groups',
  checkRows([
    ['What a bunch of morons.', 'review', 'civility'],
    ['These idiots closed the road again.', 'review', 'civility'],
    ['Politicians are idiots.', 'review', 'civility', 'group'],
    ['Those people are vermin.', 'reject', 'civility', 'group'],
    ['Immigrants are parasites.', 'reject', 'hate', 'group'],
    ['All Mexicans are rapists.', 'reject', 'hate', 'group'],
    ['Gay people are disgusting.', 'reject', 'hate', 'group'],
    ['The men on trial are rapists.', 'approve'],
    ['I am a proud gay man.', 'approve'],
    ['The word "faggot" is hateful.', 'approve'],
    ['Muslims are not vermin.', 'approve'],
    ['Those who call immigrants vermin should be ashamed.', 'approve'],
    ['Go back to your country.', 'reject', 'hate'],
    ['I want to go back to China next summer.', 'approve'],
    ['The dogs are animals too.', 'approve'],
    ['Cockroaches are pests.', 'approve'],
  ]),
);
