import type { Target } from '@moderato/domain';
import { found, spansOf } from '../found.js';
import type { Item } from '../item.js';
import { role } from '../lexicon/grammar.js';
import type { Rule } from '../rule.js';
import { type Said, Sayings } from '../sayings.js';
import { gap, type Word } from '../words.js';

const criminal =
  'thief|thieves|rapist|rapists|pedophile|pedophiles|paedophile|pedo|murderer|murderers|killer|embezzler|fraudster|fraud|criminal|criminals|felon|arsonist|extortionist|forger|perjurer|smuggler|racketeer|swindler|burglar|molester|pimp';
const criminalPair =
  '_? child|sex|drug|money|wife|con|human|identity|tax molester|offender|predator|abuser|dealer|launderer|beater|artist|trafficker|thief|cheat|evader';

/** What is said of somebody, from the verb on. */
const accusations = new Sayings([
  [
    `is|was|'s|are|were nothing? but? a|an|the? _? ${criminal}; is|was|'s|are|were a|an|the ${criminalPair}; ` +
      'embezzled|embezzles|embezzling|defrauded|defrauds|defrauding|swindled|swindles; ' +
      'stole|steals|stealing|pocketed|pockets|pocketing|skimmed|skims|siphoned|misappropriated _? _? _? money|funds|cash|millions|thousands|dollars|taxes|donations|savings|pension|pensions|grants|budget|wages; ' +
      'took|takes|taking|accepted|accepts|accepting|gets|got|pocketed _? _? bribe|bribes|kickback|kickbacks|payoff|payoffs; bribed|bribes|blackmailed|blackmails|extorted|extorts; ' +
      'committed|commits|committing _? perjury|fraud|murder|arson|rape|bribery|forgery|embezzlement|treason|manslaughter|assault|theft; ' +
      'raped|molested|groped|drugged|murdered _? woman|women|girl|girls|boy|boys|child|children|kid|kids|wife|girlfriend|her|him|them|students|patients|daughter|son|husband|people; ' +
      'laundered|launders|laundering _? money|cash|millions|drug; cooked|cooks|cooking the books; evaded|evades|dodged|cheated|cheats on? _? taxes; ' +
      'beats|beat|beating|hits|hit|abuses|abused his|her wife|husband|girlfriend|boyfriend|kids|children|partner; faked|faked|forged|forges|falsified|falsifies _? documents|records|signatures|signature|ballots|votes|degree|diploma|invoices|evidence; ' +
      "sold|sells|deals|dealt|dealing drugs|cocaine|meth|heroin; hired _? hitman; rigged|rigs the election|vote|bid|bids|contract|trial; is|was|'s on the take; belongs in jail|prison for",
    0.66,
  ],
]);

/** The clause reports what courts or others say, asks, or supposes. */
const reported =
  /^(?:alleged|allegedly|accused|charged|convicted|suspected|indicted|acquitted|arrested|sentenced|guilty|pleaded|if|whether|unless|claim|claims|claimed|say|says|said|reportedly|prosecutors|jury|police|court|innocent|wrongly|falsely|did|does|could|might|may|would)$/;
const titles =
  /^(?:mr|mrs|ms|miss|dr|mayor|senator|sen|rep|representative|governor|gov|councilman|councilwoman|councilmember|coach|judge|sheriff|chief|officer|pastor|father|principal|superintendent|president|chairman|commissioner|congressman|congresswoman|ceo|professor)$/;
const farthest = 4;

const isCapital = (item: Item, index: number): boolean => {
  const { start, end } = item.spanOf(index, index);
  return /^\p{Lu}[\p{Ll}'’ʻ]/u.test(item.original.slice(start, end));
};

/** Whom the words right before the accusation name; undefined where nobody is named. */
function namedBefore(item: Item, first: number): { index: number; target: Target } | undefined {
  const { words } = item;
  for (let at = first - 1; at >= 0 && first - at <= farthest; at--) {
    const word = words[at] as Word;
    if (word.quoted || (words[at + 1] as Word).gap >= gap.clause) return undefined;
    const person = item.personAt(at);
    if (person === 'storyPerson') return { index: at, target: person };
    if (word.roles & role.negation || reported.test(word.form)) return undefined;
    const before = words[at - 1];
    if (before === undefined || word.gap > gap.none || !isCapital(item, at)) continue;
    const titled = titles.test(before.form);
    const full = isCapital(item, at - 1) && before.roles === 0 && word.roles === 0;
    if (titled || full) return { index: at - 1, target: 'none' };
  }
  return undefined;
}

function isReported(words: readonly Word[], from: number, to: number): boolean {
  let start = from;
  while (start > 0 && (words[start] as Word).gap < gap.sentence && from - start < 12) start--;
  for (let at = start; at <= to; at++) {
    const { form, roles } = words[at] as Word;
    if (reported.test(form) || (at >= from && roles & role.negation)) return true;
  }
  return false;
}

const isAsked = (item: Item, last: number): boolean => {
  const { end } = item.spanOf(last, last);
  return /^[^.!\n]{0,80}\?/.test(item.original.slice(end, end + 82));
};

/** A crime that is laid, as a fact, to somebody whom the comment names. Whether it is true is for a person to find out. */
export const defamation: Rule = {
  id: 'defamation',
  onlyWhereAsked: true,
  evaluate(item) {
    const said = accusations.in(item);
    if (said.length === 0) return [];
    const accused: Said[] = [];
    let target: Target = 'none';
    for (const { first, last, confidence } of said) {
      const named = namedBefore(item, first);
      if (named === undefined || isReported(item.words, named.index, last) || isAsked(item, last)) continue;
      accused.push({ first: named.index, last, confidence });
      if (named.target !== 'none') target = named.target;
    }
    if (accused.length === 0) return [];
    return [
      found('defamation', {
        severity: 'moderate',
        confidence: 0.66,
        target,
        explanation: 'Accuses a named person of a crime.',
        spans: spansOf(item, accused),
      }),
    ];
  },
};
