import { found, spansOf, together } from '../found.js';
import type { Item } from '../item.js';
import type { Rule } from '../rule.js';
import { type Said, Sayings } from '../sayings.js';

const advances = new Sayings([
  [
    'send|sending|sent|post|share me|us? nudes; show|showed me|us your|her|his boobs|tits|breasts|body|underwear|panties; ' +
      'blow job|jobs; hand job|jobs; hard on for; jerk|jerked|jerking off to|on|at; oral|anal sex; sex with me|her|him|you|them; ' +
      'sleep|sleeping with me tonight|baby; have|having|had sex with; sex tape|toy|toys|position|positions|fantasy|fantasies; ' +
      'naked pictures|pics|photos|selfies of? ; nude pictures|pics|photos|selfies; strip for me|us; take off|your your|her|all clothes|panties|bra|top',
    0.72,
  ],
  [
    "i|i'd would|'d? tap|hit that|it; i would|'d do|bang|bone her|him|them|you; nice|great|hot|sexy ass|rack|butt|boobs|legs|body|bod; " +
      'so|very|damn|super sexy|hot and? ; she|he gives|gave good head; get|got laid; friends with benefits; turns|turned me on; make|makes|made me horny|hard|wet; ' +
      'in bed with me|her|him; what are you wearing',
    0.52,
  ],
]);

/** Words that are names and animals too ("Dick", "cock") need company to count. */
const certain = 0.8;
const doubtful = 0.75;

function explicitWords(item: Item): Said[] {
  const said: Said[] = [];
  for (const index of item.offensive) {
    const crude = item.words[index]?.entry?.crude;
    if (crude?.label !== 'SEXUALLY_EXPLICIT') continue;
    const confidence = crude.confidence >= certain ? crude.confidence : crude.confidence * doubtful;
    said.push({ first: index, last: index, confidence });
  }
  return said;
}

/** Sexual acts, bodies spoken of with desire, and advances. Medicine and the news have other words. */
export const sexual: Rule = {
  id: 'sexual',
  onlyWhereAsked: true,
  evaluate(item) {
    const said = [...explicitWords(item), ...advances.in(item)].sort((a, b) => a.first - b.first);
    if (said.length === 0) return [];
    return [
      found('sexual', {
        severity: 'moderate',
        confidence: together(said, 0.07, 0.92),
        explanation: 'Speaks of sex in explicit words, or makes an advance.',
        spans: spansOf(item, said),
      }),
    ];
  },
};
