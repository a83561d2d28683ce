import fc from 'fast-check';
import { Tokens } from './tokens.js';

const read = (text: string): string[] => new Tokens().read(text, 1000).forms();

test.each([
  ['words and signs', 'you, sir, are wrong!', ['you', ',', 'sir', ',', 'are', 'wrong', '!']],
  ['contractions apart', "they're not, i don't know", ['they', "'re", 'not', ',', 'i', 'do', "n't", 'know']],
  ['a quotation is no contraction', "'yes' he said", ["'", 'yes', "'", 'he', 'said']],
  ['stars inside a word', 'what the f*ck ***', ['what', 'the', 'f*ck', '**']],
  ['a run of one sign', 'no!!!!! why??', ['no', '!!', 'why', '??']],
  ['numbers', 'in 1984 the 3rd of 5k', ['in', '<num>', 'the', '<num>', 'of', '<num>']],
  ['addresses and names', 'see https://a.example/b?c=1 @someone', ['see', '<url>', '<user>']],
  ['other letters and signs', 'naïve 😀 中文', ['naïve', '😀', '中文']],
])('%s', (_, text, tokens) => expect(read(text)).toEqual(tokens));

test('tokens stand in order, apart, and cover every letter', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const tokens = new Tokens().read(text, 10_000);
      const forms = tokens.forms();
      const [starts, ends] = [tokens.starts, tokens.ends];
      const cuts = forms.flatMap((_, i) => [starts[i] as number, ends[i] as number]);
      expect(cuts).toEqual(cuts.toSorted((one, other) => one - other));
      expect(forms.every((_, i) => (starts[i] as number) < (ends[i] as number))).toBe(true);
      const between =
        forms.map((_, i) => text.slice(i > 0 ? ends[i - 1] : 0, starts[i])).join('') +
        text.slice(forms.length > 0 ? ends[forms.length - 1] : 0);
      expect(between).not.toMatch(/[a-z0-9]/);
    }),
  ));

test('no text throws, and no more tokens are read than asked for', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(20), (text, most) =>
      expect(new Tokens().read(text, most).count).toBeLessThanOrEqual(most),
    ),
  ));
