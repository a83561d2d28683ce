import type { Vocabulary } from './vocabulary.js';
import type { Known } from './word-table.js';

const list = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Too common to say what a comment is about. */
const functionWords = list(
  `the a an and or but if of to in on at by for with from as is are was were be been being am it its this that these
  those he she they them his her their we us our you your i me my mine not no so do does did done have has had having
  will would can could should may might must just very really too also then than there here what which who whom whose
  when where why how all any some more most much many such only own same about into out up down over under again get
  got go goes going gone make made makes say says said know think like want thing things people one two yes well even
  still because n't 's 're 'm 'll 've 'd`,
);
/** A point supported: reasons, contrast, conditions, consequences. */
const reasons = list(
  `because since therefore thus hence however although though whereas while despite unless instead rather otherwise
  consequently moreover furthermore nevertheless nonetheless additionally similarly specifically particularly reason
  reasons cause causes caused due means result results lead leads leading depends`,
);
/** Evidence, figures and sources. */
const evidence = list(
  `example examples evidence data study studies research report reports reported statistics figures numbers percent rate
  rates average according source sources survey experts history historical fact facts published analysis compared
  increase increased decrease decreased million billion cost costs <num> <url> %`,
);
/** One's own experience. */
const experience = list(
  `i my me we our years year ago worked lived experience experienced remember grew taught family personally`,
);
/** Ways forward, and questions about them. */
const proposals = list(
  `should could would need needs must solution solutions propose proposed suggest suggests suggested alternative
  alternatives better improve improved consider perhaps possible possibly option options approach policy plan require
  requires ensure support agree disagree`,
);
/** The article and the fellow commenters are spoken to. */
const engagement = list(
  `article author column story editorial writer point argument question agree disagree mention mentioned`,
);

const kinds = [reasons, evidence, experience, proposals, engagement];
/** Bits of a word: one a kind, then these. */
const common = 1 << 5;
const loud = 1 << 6;
/** No word: a sign, a number. */
const wordless = 1 << 7;

const isWord = (form: string): boolean => /^[a-z\u0080-\uffff]/.test(form);

function bitsOf(form: string): number {
  let bits = 0;
  for (const [i, kind] of kinds.entries()) if (kind.has(form)) bits |= 1 << i;
  if (form.startsWith('!') || form === '??') bits |= loud;
  if (functionWords.has(form)) bits |= common;
  if (!isWord(form)) bits |= wordless;
  return bits;
}

/** Grows ever more slowly and stays below 1: half of the way at `half`. */
const saturating = (amount: number, half: number): number => amount / (amount + half);

export interface ConstructiveContext {
  /** 0..1, the TOXICITY of the comment. */
  toxicity: number;
  /** Share of capitals among the letters, 0..1. */
  capitals: number;
  /** Folded words of the story's title and of the parent: what there is to engage with. */
  topic: ReadonlySet<string>;
}

/** What a text holds: numbers of words, letters, and distinct words by kind. */
interface Counts {
  words: number;
  letters: number;
  content: number;
  onTopic: number;
  loud: number;
  kinds: number[];
}

/**
 * 0..1, how much of what makes a comment worth featuring is there. Not trained: built from what the literature on
 * constructive comments names (Kolhatkar and Taboada 2017; Napoles et al. 2017; Park et al. 2016): a point supported by
 * reasons, evidence or experience, engagement with the article and with others, a way forward, specific vocabulary, and
 * length, which counts less and less. Rudeness and shouting take away from it.
 */
export class Constructiveness {
  readonly #vocabulary: Vocabulary;
  readonly #bits: Uint8Array;
  /** The reading that met a word last: only distinct words count. */
  readonly #seen: Int32Array;
  readonly #unknown = new Set<number>();
  #reading = 0;

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary;
    this.#bits = Uint8Array.from(vocabulary.words, bitsOf);
    this.#seen = new Int32Array(vocabulary.words.length);
  }

  of(known: Known, { toxicity, capitals, topic }: ConstructiveContext): number {
    const counts = this.#count(known, topic);
    const { words, letters, content } = counts;
    if (words === 0) return 0;
    const support = counts.kinds.reduce((sum, found) => sum + saturating(found, 2), 0) / kinds.length;
    const specific = Math.min(1, Math.max(0, (letters / words - 3.4) / 1.6));
    const logit =
      -5.2 +
      7.4 * saturating(content, 22) +
      1.3 * saturating(words, 60) +
      2.2 * support +
      0.9 * specific * saturating(words, 15) +
      0.5 * saturating(counts.onTopic, 2) -
      2.2 * toxicity ** 2 -
      1.2 * saturating(counts.loud, 3) -
      1.5 * Math.max(0, capitals - 0.2);
    return 1 / (1 + Math.exp(-logit));
  }

  #count({ tokens, words }: Known, topic: ReadonlySet<string>): Counts {
    const counts: Counts = { words: 0, letters: 0, content: 0, onTopic: 0, loud: 0, kinds: kinds.map(() => 0) };
    this.#reading++;
    this.#unknown.clear();
    for (let i = 0; i < tokens.count; i++) {
      const word = words[i] as number;
      const bits = word >= 0 ? (this.#bits[word] as number) : bitsOf(tokens.form(i));
      if (bits & loud) counts.loud++;
      const isNew = this.#isNew(word, tokens.hashes[i] as number);
      for (let kind = 0; isNew && kind < kinds.length; kind++) {
        if (bits & (1 << kind)) counts.kinds[kind] = (counts.kinds[kind] as number) + 1;
      }
      if (bits & wordless) continue;
      const form = word >= 0 ? (this.#vocabulary.words[word] as string) : tokens.form(i);
      counts.words++;
      counts.letters += form.length;
      if (!isNew || form.length < 3 || bits & common) continue;
      counts.content++;
      if (topic.has(form)) counts.onTopic++;
    }
    return counts;
  }

  #isNew(word: number, hash: number): boolean {
    if (word >= 0) {
      if (this.#seen[word] === this.#reading) return false;
      this.#seen[word] = this.#reading;
      return true;
    }
    if (this.#unknown.has(hash)) return false;
    this.#unknown.add(hash);
    return true;
  }
}
