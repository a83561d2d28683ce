import { checkAsked, judgeAsked } from '../testing/asked.js';

test(
  'taunts need a look, and never more',
  checkAsked('trolling', [
    ['Cry more, your team lost again.', 'review'],
    ['u mad bro? Cope harder. Stay mad.', 'review'],
    ['Whatever you say boomer, touch grass.', 'approve'],
    ['I could cry when I see what they did to the beach.', 'approve'],
    ['People cope with grief in many ways.', 'approve'],
    ['The voters are mad about the levy.', 'approve'],
  ]),
);

test('however much of it there is, the evidence stays weak', () => {
  const { findings } = judgeAsked(
    'trolling',
    'Cry more. Stay mad. Cope harder. u mad bro? Triggered much? '.repeat(40),
  );
  expect(findings[0]?.confidence).toBeLessThanOrEqual(0.7);
  expect(findings[0]?.severity).toBe('mild');
});
