import { role } from './lexicon/grammar.js';
import { wordSet } from './lexicon/word-set.js';
import { has } from './noun-phrase.js';
import { isOrder } from './phrases.js';
import { gap, type Word } from './words.js';

/** Verbs and nouns that put what follows into somebody's mouth or head. */
const reporting = wordSet(
  'say says said saying claim claims claimed claiming think thinks thought thinking believe believes believed believing ' +
    'tell tells told telling write writes wrote writing tweet tweets tweeted tweeting post posts posted posting argue argues argued arguing ' +
    'suggest suggests suggested suggesting imply implies implied implying pretend pretends pretending assume assumes assumed assuming ' +
    'insist insists insisted insisting shout shouts shouted shouting yell yells yelled yelling scream screams screaming chant chants chanted ' +
    'call calls called calling preach preaches preached preaching teach teaches taught teaching declare declares declared declaring ' +
    'accuse accused accusing portray portrays portrayed portraying paint painting describe describes described describing ' +
    'heard hear hears read reads repeat repeats repeating repeated spread spreads spreading label labels labelled labeled comment commented ' +
    'feel feels felt complain complains complained complaining rant ranting ranted convinced implication',
);
const notions = wordSet(
  'idea ideas claim claims notion myth belief beliefs lie lies stereotype stereotypes trope rhetoric narrative suggestion assertion ' +
    'argument thought propaganda misconception prejudice assumption rumor rumour slogan theory nonsense accusation view allegation charge fear perception impression message statement remark statements remarks tweet opinion position headline joke',
);
const objecting = wordSet(
  'wrong false untrue bigoted hateful shameful racist sexist homophobic offensive disgusting unacceptable ignorant absurd ridiculous ' +
    'reject rejects refuse deny denies dispute disagree oppose condemn condemns denounce denounces stop quit enough object',
);
const insisting = wordSet(
  'seriously honestly sorry just really truly do strongly firmly always also still know personally must',
);
const asserted = wordSet('everyone everybody science history');
const hypothetical = wordSet('if unless whether suppose imagine where');
const furthest = 14;

const startsClause = (words: readonly Word[], at: number): boolean => (words[at]?.gap ?? gap.sentence) >= gap.clause;

/** Who the verb at `at` has for a subject: the author, somebody else, or nobody in sight. */
function speakerOf(words: readonly Word[], at: number): 'self' | 'denied' | 'other' {
  let denied = false;
  for (let i = at - 1; i >= 0 && at - i <= 5 && !startsClause(words, i + 1); i--) {
    const word = words[i] as Word;
    if (has(word, role.negation)) denied = true;
    else if (word.form === 'me' && words[i - 1]?.form === 'let') return 'self';
    else if (has(word, role.self) && word.form !== 'us' && word.form !== 'me') return denied ? 'denied' : 'self';
    else if (asserted.has(word.form)) return denied ? 'denied' : 'self';
    else if (!has(word, role.adverb | role.auxiliary | role.copula) && !insisting.has(word.form) && word.form !== 'to')
      return 'other';
  }
  return denied ? 'denied' : 'other';
}

/**
 * Whether what the words from `first` on say is somebody else's word, denied, or supposed only: "he said that …", "I don't think …",
 * "the idea that …", "people who …".
 */
export function isNotOwn(words: readonly Word[], first: number, last: number): boolean {
  if (hypothetical.has(words[first - 1]?.form ?? '') && !startsClause(words, first)) return true;
  for (let at = first - 1; at >= 0 && first - at <= furthest; at--) {
    const word = words[at] as Word;
    if ((words[at + 1] as Word).gap >= gap.sentence) break;
    if (
      notions.has(word.form) &&
      (words[at + 1]?.form === 'that' || words[at + 1]?.form === 'of' || at === first - 1)
    ) {
      return !has(words[at - 1], role.self) && words[at - 1]?.form !== 'my';
    }
    if (objecting.has(word.form) && has(words[at + 1], role.conjunction | role.saying | role.pointing)) return true;
    if (reporting.has(word.form) && (words[at + 1] as Word).gap < gap.clause) return speakerOf(words, at) !== 'self';
    if (word.form === 'in' && words[at + 2]?.form === 'opinion') return words[at + 1]?.form !== 'my';
  }
  return isSaidAfter(words, last);
}

/** "… is what bigots say", "…, he said", "… is a disgusting thing to say". */
function isSaidAfter(words: readonly Word[], last: number): boolean {
  for (let at = last + 1; at <= last + 9; at++) {
    const word = words[at];
    if (word === undefined || word.gap >= gap.sentence) return false;
    if (word.form === 'what' && has(words[at - 1], role.copula)) return true;
    if (reporting.has(word.form) && word.form.endsWith('d') && !has(words[at - 1], role.self))
      return word.gap === gap.none && at - last <= 5;
    if (
      (word.form === 'thing' || word.form === 'things') &&
      words[at + 1]?.form === 'to' &&
      reporting.has(words[at + 2]?.form ?? '')
    )
      return true;
  }
  return false;
}

const wills = wordSet('should must need ought let lets gotta time please better go');

/** An order, or what the author says ought to be done; "she wants to ban …" tells of another's wish. */
export function isWished(words: readonly Word[], first: number): boolean {
  if (isOrder(words, first)) return true;
  for (let at = first - 1; at >= 0 && first - at <= 5; at--) {
    if ((words[at + 1] as Word).gap >= gap.comma) return false;
    const word = words[at] as Word;
    if (has(word, role.negation) || word.form === 'if') return false;
    if (wills.has(word.form) || has(word, role.self)) return true;
    if (
      !has(word, role.auxiliary | role.adverb | role.you | role.conjunction) &&
      word.form !== 'to' &&
      !word.form.endsWith('ly')
    ) {
      return false;
    }
  }
  return true;
}
