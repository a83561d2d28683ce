import { asking, checkAsked } from '../testing/asked.js';

const by = (name: string) => ({ body: 'The levy should pass this year.', author: { name } });

test(
  'names that nobody bears, not those of many peoples',
  checkAsked('real-name', [
    [by('surfdude_808'), 'review'],
    [by('Concerned Taxpayer'), 'review'],
    [by('ConcernedTaxpayer'), 'review'],
    [by('Anonymous'), 'review'],
    [by('Keala'), 'review'],
    [by('Keala Nakamura'), 'approve'],
    [by("Siobhán O'Dwyer-McKenna"), 'approve'],
    [by('J. R. DeSoto'), 'approve'],
    [by('Nguyễn Văn An'), 'approve'],
    [by('山田 太郎'), 'approve'],
    [{ body: 'The levy should pass this year.' }, 'approve'],
  ]),
);

test(
  'where initials or a first name will do, one word is enough',
  checkAsked(asking('real-name', { initials: true }), [[by('Keala'), 'approve']]),
);
