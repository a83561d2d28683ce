import { guidelinesProblems } from './index.js';

test.each<[string, string, string[]]>([
  ['good', 'Be civil.', []],
  ['empty', '', ['empty']],
  ['without words', ' 123 \n*** ', ['empty']],
  ['too long', 'a'.repeat(200_001), ['too_long']],
  ['binary', 'Be\0civil', ['not_text']],
])('%s guidelines', (_, source, codes) => expect(guidelinesProblems(source).map(({ code }) => code)).toEqual(codes));
