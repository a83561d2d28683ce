import { checkAsked } from '../testing/asked.js';

test(
  'sexual talk and advances, not medicine, news or names',
  checkAsked('sexual', [
    ['Send me nudes, sweetheart.', 'review'],
    ['She gives a great blowjob, I hear.', 'reject'],
    ["Nice legs, I'd tap that.", 'review'],
    ['Show us your boobs or get off the stage, we want you naked in bed with me.', 'reject'],
    ['Dick Amari is a fine coach.', 'approve'],
    ['The clinic screens for breast cancer on Fridays.', 'approve'],
    ['He was convicted of sexual assault.', 'approve'],
    ['The cock crowed at five.', 'approve'],
    ['Schools should teach sex education.', 'approve'],
  ]),
);
