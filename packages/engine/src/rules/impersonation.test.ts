import { asking, checkAsked } from '../testing/asked.js';

const context = { staff: ['Marta Quellen', 'Ivo Brandt'], commenters: ['Keala', 'surfdude'] };
const by = (name: string, more = {}) => ({
  body: 'The levy should pass this year.',
  author: { name, ...more },
  context,
});

test(
  'names that look like the staff or another commenter, and claims to speak for the site',
  checkAsked(asking('impersonation', {}, null), [
    [by('Marta Quellen'), 'review'],
    [by('MARTA_QUELLEN'), 'review'],
    [by('Mаrta Quеllen'), 'review'],
    [by('Marta Que11en (official)'), 'review'],
    [by('Site Moderator'), 'review'],
    [by('Kea1a'), 'review'],
    [by('Keala'), 'review'],
    [{ body: 'The levy should pass.', author: { name: 'Kea1a' }, parent: { author: 'Keala' } }, 'review'],
    ['I am the moderator of this site and you are all warned.', 'review'],
    [by('Marta Quellen', { isStaff: true }), 'approve'],
    [{ body: 'I meant the other levy.', author: { name: 'Keala' }, parent: { author: 'Keala' } }, 'approve'],
    [by('Marta Q.'), 'approve'],
    [by('Martin Quelle'), 'approve'],
    [by('Modesto'), 'approve'],
    [by('Keanu'), 'approve'],
    ['I am the editor of my own life, thank you very much.', 'approve'],
    [{ body: 'The levy should pass this year.', author: { name: 'Keala' } }, 'approve'],
  ]),
);
