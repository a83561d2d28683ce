import { prepare } from '../item.js';
import { readSignals } from './by-signal.js';

const loud = { scores: { TOXICITY: 0.98, HATE: 0.98, VIOLATION: 0.9 }, words: [], illegible: false };
const confidenceIn = (body: string, rule: string): number | undefined =>
  readSignals(prepare({ body }), loud, []).found.find((finding) => finding.rule === rule)?.confidence;

test.each([
  ['of a thing', 'This levy is a disgrace and the vote was cowardly.'],
  ['of a thing, in passing', 'What a stupid decision about the footbridge.'],
  ['of nobody, with a curse', 'Damn, I left my umbrella on the bus.'],
])('what sounds rude and is said %s counts a third', (_, body) =>
  expect(confidenceIn(body, 'civility')).toBeCloseTo(0.315),
);

test.each([
  ['to somebody', 'You are cowardly and this is a disgrace.'],
  ['of somebody named', 'The plan of Marlow is what a coward would write.'],
  ['of a group', 'Golfers and Buddhists are a disgrace to this town.'],
  ['with a word for people', 'That is one stupid idiot over there.'],
  ['in three words', 'Get lost now.'],
])('what sounds rude and is said %s counts in full', (_, body) =>
  expect(confidenceIn(body, 'civility')).toBeCloseTo(0.9),
);

test.each([
  ['denied', 'Buddhists are no criminals.'],
  ['refused', 'Buddhists should not be deported.'],
  ['answered with rights', 'Buddhists deserve equal rights.'],
  ['spoken of', 'Hatred of Buddhists has no place here.'],
])('hate that is %s counts a third', (_, body) => expect(confidenceIn(body, 'hate')).toBeCloseTo(0.343));

test.each([
  ['plain', 'Buddhists are criminals.'],
  ['a right refused', 'Buddhists do not deserve equal rights.'],
  ['a place refused', 'Buddhists have no place here.'],
])('hate that is %s counts in full', (_, body) => expect(confidenceIn(body, 'hate')).toBeCloseTo(0.98));

test.each([
  ['called that by somebody', 'He called me a weasel and a coward at the harbor.'],
  ['an opinion objected to', 'It is wrong to say that Buddhists are cowards.'],
  ['a word spoken of', 'The word coward is offensive.'],
])('who tells of what was said, %s, is not rude by it', (_, body) => {
  expect(confidenceIn(body, 'civility')).toBeCloseTo(0.315);
  expect(readSignals(prepare({ body }), loud, []).violation).toBeCloseTo(0.54);
});

test('who tells of one insult and adds another is rude', () =>
  expect(confidenceIn('He called me a weasel, and you are a coward.', 'civility')).toBeCloseTo(0.9));

test('an attack on a group that does not sound rude counts as far as it does', () => {
  const polite = { scores: { TOXICITY: 0.4, HATE: 0.98 }, words: [], illegible: false };
  const { found } = readSignals(prepare({ body: 'Buddhists are criminals.' }), polite, []);
  expect(found.map(({ rule, confidence }) => [rule, confidence])).toEqual([['hate', 0.4]]);
});
