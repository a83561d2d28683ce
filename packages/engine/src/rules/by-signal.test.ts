import { prepare } from '../item.js';
import { findingsBySignal } from './by-signal.js';

const loud = { scores: { HATE: 0.98, VIOLATION: 0.9 }, words: [] };
const confidenceIn = (body: string, rule: string): number | undefined =>
  findingsBySignal(prepare({ body }), loud, []).find((finding) => finding.rule === rule)?.confidence;

test.each([
  ['of a thing', 'This levy is a disgrace and the vote was cowardly.'],
  ['of a thing, in passing', 'What a stupid decision about the footbridge.'],
  ['of nobody, with a curse', 'Damn, I left my umbrella on the bus.'],
])('what sounds rude and is said %s counts half', (_, body) =>
  expect(confidenceIn(body, 'civility')).toBeCloseTo(0.45),
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
])('hate that is %s counts half', (_, body) => expect(confidenceIn(body, 'hate')).toBeCloseTo(0.49));

test.each([
  ['plain', 'Buddhists are criminals.'],
  ['a right refused', 'Buddhists do not deserve equal rights.'],
  ['a place refused', 'Buddhists have no place here.'],
])('hate that is %s counts in full', (_, body) => expect(confidenceIn(body, 'hate')).toBeCloseTo(0.98));
