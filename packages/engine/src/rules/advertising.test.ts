import { checkAsked } from '../testing/asked.js';

test(
  'selling, self-promotion and begging, not citations nor talk of trade',
  checkAsked('advertising', [
    ['Check out my new podcast, out every Monday.', 'review'],
    ['Check out my blog and subscribe to my channel: https://words.example.com/blog', 'reject'],
    ['Please donate to our gofundme page for the team.', 'review'],
    ['We offer affordable roofing services, call us today for a free quote.', 'review'],
    ['Earn $5000 a week working from home, visit www.easy-cash.biz now!', 'reject'],
    ['My novel is out, buy my book at https://books.example.com', 'review'],
    ['I bought a book on the history of the levy.', 'approve'],
    ['The city offers free parking on Sundays.', 'approve'],
    ['The figures are at https://data.example.com/levy for all to see.', 'approve'],
    ['Small businesses advertise less than they did.', 'approve'],
  ]),
);
