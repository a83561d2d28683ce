import { prepare } from '../item.js';
import { checkRows } from '../testing/check-rows.js';
import { shouting } from './shouting.js';

test(
  'comments in capitals need a look, abbreviations and quotations do not',
  checkRows([
    ['THIS IS THE WORST COUNCIL WE HAVE EVER HAD', 'review', 'shouting'],
    ['NATO, OK?', 'approve'],
    ['The DLNR, DOT and DHHL met the EPA.', 'approve'],
    ['He shouted "STOP THE TRAIN NOW YOU FOOLS" and we did stop it.', 'approve'],
  ]),
);

const evaluate = (body: string) =>
  shouting.evaluate(prepare({ body }), { params: { maxShare: 0.7, minLetters: 10 } }).length;

test.each([
  ['violates', 'READ THE ARTICLE', 1],
  ['just above', 'AAAA AAA Abb', 1],
  ['just below', 'AAAA AA bbbb', 0],
  ['exempt', 'NATO, OK?', 0],
])('with limits of a site: %s', (_, body, found) => {
  expect(evaluate(body)).toBe(found);
});
