import { asking, checkAsked } from '../testing/asked.js';

const body = 'The levy should pass this year.';

test(
  'a field that came empty holds the comment; one that the site does not hand over does not',
  checkAsked('required-fields', [
    [{ body, author: { name: ' \u200b ' } }, 'review'],
    [{ body, author: { name: '' } }, 'review'],
    [{ body, author: { name: 'Keala', hasEmail: false } }, 'review'],
    [{ body, missingFields: ['Town'] }, 'review'],
    [{ body, author: { name: 'Keala', hasEmail: true }, missingFields: [] }, 'approve'],
    [{ body, author: { name: '山田' } }, 'approve'],
    [{ body, author: { id: '7' } }, 'approve'],
    [{ body }, 'approve'],
  ]),
);

test(
  'only the fields that the clause names are asked for',
  checkAsked(asking('required-fields', { fields: 'email' }), [
    [{ body, author: { name: '', hasEmail: true } }, 'approve'],
    [{ body, author: { name: '', hasEmail: false } }, 'review'],
  ]),
);
