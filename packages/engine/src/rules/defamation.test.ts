import { checkAsked, judgeAsked } from '../testing/asked.js';

const story = { title: 'Council delays the harbor levy', people: ['Marta Quellen', 'Ivo Brandt'] };
const on = (body: string) => ({ body, story });

test(
  'a crime laid to a named person, not one reported, asked about, denied or laid to nobody',
  checkAsked('defamation', [
    [on('Quellen embezzled the harbor money, everybody knows.'), 'review'],
    [on('Marta Quellen is a thief.'), 'review'],
    [on('Brandt took bribes from the builders.'), 'review'],
    [on('Mayor Tolvanen stole the pension funds.'), 'review'],
    [on('We all know that Peter Amari molested those boys.'), 'review'],
    [on('Quellen is a child molester.'), 'review'],
    [on('Quellen was accused of taking bribes.'), 'approve'],
    [on('Prosecutors say Brandt took bribes from the builders.'), 'approve'],
    [on('Brandt never took bribes.'), 'approve'],
    [on('Marta Quellen is not a thief.'), 'approve'],
    [on('Did Brandt take bribes? Who says that Brandt took bribes?'), 'approve'],
    [on('Somebody embezzled the harbor money.'), 'approve'],
    [on('Quellen stole the show last night.'), 'approve'],
    [on('Quellen is a terrible mayor and wastes our money.'), 'approve'],
    [on('Politicians take bribes.'), 'approve'],
    [on('He wrote "Quellen is a thief" and was sued for it.'), 'approve'],
  ]),
);

test('says whom the story tells of, and what was said of them', () => {
  const body = 'I tell you, Quellen embezzled the money.';
  const [finding] = judgeAsked('defamation', on(body)).findings;
  expect(finding?.target).toBe('storyPerson');
  expect(finding?.spans.map(({ start, end }) => body.slice(start, end))).toEqual(['Quellen embezzled']);
});
