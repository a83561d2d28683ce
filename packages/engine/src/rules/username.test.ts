import { asking, checkAsked } from '../testing/asked.js';

const by = (name: string) => ({ body: 'The levy should pass this year.', author: { name } });

test(
  'offensive names and addresses for names, not surnames that hold a word',
  checkAsked(asking('username', {}, null), [
    [by('BigAssholeFan'), 'review'],
    [by('fuck_the_levy'), 'review'],
    [by('Fuсkthelevy'), 'review'],
    [by('sh1tHead99'), 'review'],
    [by('total-moron'), 'review'],
    [by('www.cheap-watches.com'), 'review'],
    [by('keala@mailbox.com'), 'review'],
    [by('Keala'), 'approve'],
    [by('Dick Cockburn'), 'approve'],
    [by('Scunthorpe United'), 'approve'],
    [by('Cassandra Matsushita'), 'approve'],
    [by('J. R. DeSoto'), 'approve'],
    [by(''), 'approve'],
    ['The levy should pass this year.', 'approve'],
  ]),
);
