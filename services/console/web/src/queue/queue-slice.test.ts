import fc from 'fast-check';
import { queueSlice, sliceParameters } from './queue-slice.js';

const story = '0195d1f0-0000-7000-8000-000000000001';

test('an address gives the slice that it names, and an odd one no more than can be asked for', () => {
  expect(queueSlice({ view: 'reported', clause: 'civility-1', story, language: '', words: ' levy ' })).toEqual({
    view: 'reported',
    clause: 'civility-1',
    story,
    language: '',
    words: 'levy',
  });
  expect(queueSlice({ view: 'worst', story: '7', author: {}, words: ' ', clause: 'x'.repeat(300), other: 1 })).toEqual(
    {},
  );
  expect(queueSlice({ words: 2024 })).toEqual({ words: '2024' });
});

test('reading an address twice gives what reading it once does', () =>
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('view', 'clause', 'story', 'language', 'words'), fc.anything()),
      (search) => {
        const once = queueSlice(search);
        expect(queueSlice({ ...once })).toEqual(once);
      },
    ),
  ));

test('what is asked for names the empty language and leaves out what is not given', () => {
  expect(String(sliceParameters({ view: 'mine', language: '' }, { limit: '50', cursor: '' }))).toBe(
    'view=mine&language=&limit=50',
  );
});
