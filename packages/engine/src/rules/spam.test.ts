import { checkRows } from '../testing/check-rows.js';

test(
  'advertising, repetition and floods, not talk about work',
  checkRows([
    ['Earn $5000 a week working from home, visit www.easy-cash.biz now!', 'reject', 'spam'],
    ['Work from home and earn money online, contact me on WhatsApp +1 555 010 0199', 'reject', 'spam'],
    ['Vote no on the levy. '.repeat(6), 'reject', 'spam'],
    [`${'z'.repeat(60)} what`, 'review', 'spam'],
    ['👍'.repeat(30), 'review', 'spam'],
    ['My sister works from home two days a week.', 'approve'],
    ['The report is at https://news.example.com/report and worth your time.', 'approve'],
  ]),
);

test(
  'sales talk needs somewhere to buy; a citation is no advertisement',
  checkRows([
    ['Visit my website https://cheap-watches.example.com for replica watches, order now', 'reject', 'spam'],
    ['She recovered my lost bitcoin, text her on WhatsApp +1 555 010 0142', 'reject', 'spam'],
    ['Guaranteed returns, be your own boss!', 'review', 'spam'],
    ['A guaranteed income would help the poor.', 'approve'],
    ['Many people make money online these days.', 'approve'],
    ['https://a.com/1 https://b.com/2 https://c.com/3 https://d.com/4 https://e.com/5', 'review', 'spam'],
    ['No. No. No. No. I will not pay the levy again this year.', 'approve'],
  ]),
);
