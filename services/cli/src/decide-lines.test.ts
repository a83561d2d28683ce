import { readSubmission } from './decide-lines.js';

const read = (text: string) => readSubmission({ number: 1, text });

test('a body is enough; unknown members are ignored, null stands for absent, the id is kept', () => {
  expect(read('{"body":"a"}')).toEqual({ id: null, submission: { body: 'a' } });
  expect(read('{"id":7,"body":"a","extra":{"x":1},"parent":null,"author":{"name":"N","id":null}}')).toEqual({
    id: 7,
    submission: { body: 'a', author: { name: 'N' } },
  });
});

test.each<[string, string, string[]]>([
  ['no body', '{"id":"1"}', ['/body']],
  ['an empty body', '{"body":""}', ['/body']],
  [
    'several bad members at once',
    '{"body":1,"story":{"people":["a",2]},"language":3}',
    ['/body', '/story/people/1', '/language'],
  ],
  ['no object', '[1]', ['']],
  ['an id that would not come back as it was', '{"id":12345678901234567890,"body":"a"}', ['/id']],
])('every bad member is named: %s', (_, text, pointers) => {
  const reading = read(text);
  expect(reading).toMatchObject({ problem: { code: 'validation' } });
  expect('errors' in reading && reading.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
});

test('what is wrong is said without quoting the line', () => {
  const said = JSON.stringify([
    read('{"body":"secret words'),
    read('{"body":["secret words"],"id":{"secret words":1}}'),
  ]);
  expect(said).toContain('unreadable_body');
  expect(said).not.toContain('secret');
});
