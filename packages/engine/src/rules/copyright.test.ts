import { asking, checkAsked, judgeAsked } from '../testing/asked.js';

const passage = (words: number): string =>
  Array.from({ length: words }, (_, i) => ['The', 'harbor', 'board', 'met', 'again', 'on', 'Monday'][i % 7]).join(' ');

test(
  'long quotations and pasted articles, not short ones nor long words of one’s own',
  checkAsked('copyright', [
    [`As the paper wrote: “${passage(100)}” I could not agree more with that.`, 'review'],
    [`Here it is:\n> ${passage(50)}\n> ${passage(50)}\nWhat do you think?`, 'review'],
    [`HONOLULU (AP) — ${passage(60)} and so on.`, 'review'],
    [`${passage(60)}. All rights reserved.`, 'review'],
    [`As the paper wrote: “${passage(40)}” I could not agree more with that.`, 'approve'],
    [`${passage(200)}.`, 'approve'],
    ['All rights reserved for the rich, none for us.', 'approve'],
  ]),
);

test('the guidelines may say how much may be quoted', () => {
  const body = `As the paper wrote: “${passage(40)}” I could not agree more with that.`;
  expect(judgeAsked(asking('copyright', { maxQuotedWords: 30 }), body).outcome).toBe('review');
  expect(judgeAsked(asking('copyright', { maxQuotedWords: 40 }), body).outcome).toBe('approve');
});

test('the span is the quotation', () => {
  const body = `He wrote: “${passage(100)}” So there it is.`;
  const [span] = judgeAsked('copyright', body).findings[0]?.spans ?? [];
  expect(body.slice(span?.start, span?.end)).toBe(`“${passage(100)}”`);
});
