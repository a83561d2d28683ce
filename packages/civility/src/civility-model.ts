import { type NormalisedText, originalSpan } from '@moderato/text';
import { Constructiveness } from './constructive.js';
import { Arena } from './kernel.js';
import { Linear } from './linear.js';
import { type ModelFile, readModelFile, type ScoreRecipe } from './model-file.js';
import { Net } from './net.js';
import { shapeOf } from './shape.js';
import { Spelling } from './spelling.js';
import { Tagger } from './tagger.js';
import { Tokens } from './tokens.js';
import { Vocabulary } from './vocabulary.js';
import { Embeddings, type Known, mostWords } from './word-table.js';

/**
 * A word that offends, in UTF-16 units of the original, half open; neighbours that both do make one passage, as readers mark
 * them.
 */
export interface OffendingWord {
  start: number;
  end: number;
  /** 0..1; 0.5 and more: more readers than not would mark it. */
  weight: number;
}

/** A measurement, no verdict. */
export interface Signals {
  /** By the names of the model's card (Perspective's attributes and a few of our own), each a calibrated probability. */
  scores: Readonly<Record<string, number>>;
  /** In order; those of weight 0.1 and more. */
  words: readonly OffendingWord[];
  /** Too little of the text is of words that the model knows, for its scores to mean anything. */
  illegible: boolean;
}

interface Recipe {
  name: string;
  net: { at: number; gain: number }[];
  linear: { at: number; gain: number }[];
  /** What the means of the standardised logits take away. */
  shift: number;
  x: Float64Array;
  y: Float64Array;
}

const nothing: ReadonlySet<string> = new Set();
const noViews = new Float64Array();
const leastLogit = Math.log(0.1 / 0.9);
/** Marks cost time and nobody looks for them in what reads as civil. */
const leastForWords = 0.12;
/** Words of a text that are read at all: 64 KB of short ones. */
const mostTokens = 16_384;
/** Of a text with more unknown words the rest is not read: they take long to spell, and it is no English. */
const mostUnknown = 1_024;
/** Share of unknown words, from which on a text of so many words and more is illegible. */
const illegibleFrom = { share: 0.6, words: 20 };

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

/** The trained judge of tone. Deterministic: equal text gives equal scores on every machine, whatever it read before. */
export class CivilityModel {
  readonly version: string;
  readonly #vocabulary: Vocabulary;
  readonly #spelling: Spelling;
  readonly #net: Net;
  readonly #tagger: Tagger;
  /** Null where the model has no linear views. */
  readonly #linear: Linear | null;
  readonly #constructiveness: Constructiveness;
  readonly #recipes: Recipe[];
  readonly #tokens = new Tokens();
  #words = new Int32Array(256);
  readonly #tagGain: number;
  readonly #tagShift: number;

  constructor(file: ModelFile, kernel: string | URL) {
    const { version, heads, linear, scores, tags } = file.header;
    this.version = version;
    this.#vocabulary = new Vocabulary(file.words());
    this.#spelling = new Spelling(this.#vocabulary, rudenessIn(file));
    const arena = new Arena(kernel);
    const embeddings = new Embeddings(arena, file);
    this.#net = new Net(arena, file, embeddings);
    this.#tagger = new Tagger(arena, file, embeddings);
    this.#linear = linear.views.length > 0 ? new Linear(file, this.#vocabulary) : null;
    this.#constructiveness = new Constructiveness(this.#vocabulary);
    this.#recipes = Object.entries(scores).map(([name, recipe]) => prepared(name, recipe, heads, linear.views));
    this.#tagGain = tags.gain;
    this.#tagShift = tags.shift;
  }

  /**
   * Never throws; linear in the text's length. `topic`: folded words of what there is to engage with, the story's title
   * and the parent.
   */
  measure(text: NormalisedText, topic: ReadonlySet<string> = nothing): Signals {
    const known = this.#known(text);
    const { count } = known.tokens;
    const shape = shapeOf(text);
    const sums = new Float64Array(this.#recipes.length).fill(Number.NEGATIVE_INFINITY);
    const words: OffendingWord[] = [];
    for (let from = 0; from < count; from += mostWords) {
      const to = Math.min(count, from + mostWords);
      if (this.#read(known, from, to, shape, sums) >= leastForWords) this.#mark(text, known, from, to, words);
    }
    const scores: Record<string, number> = {};
    for (const [i, recipe] of this.#recipes.entries()) scores[recipe.name] = probabilityAt(recipe, sums[i] as number);
    const toxicity = scores.TOXICITY ?? 0;
    scores.CONSTRUCTIVE = this.#constructiveness.of(known, { toxicity, capitals: shape[0] as number, topic });
    return { scores, words, illegible: known.illegible };
  }

  #known({ plain, folded }: NormalisedText): Known & { illegible: boolean } {
    const tokens = this.#tokens.read(folded.text, mostTokens);
    const signs = plain.text.includes('@');
    if (this.#words.length < tokens.count) this.#words = new Int32Array(tokens.count * 2);
    const words = this.#words;
    this.#vocabulary.find(tokens, words);
    let unknown = 0;
    for (let i = 0; i < tokens.count; i++) {
      if ((words[i] as number) >= 0) continue;
      if (++unknown > mostUnknown) tokens.count = i;
      else words[i] = this.#spelling.meant(tokens.form(i), signs);
    }
    const few = tokens.count < illegibleFrom.words;
    return {
      tokens,
      words,
      illegible: unknown > mostUnknown || (!few && unknown > tokens.count * illegibleFrom.share),
    };
  }

  /**
   * Raises each sum to what this part of the text gives, for one attack in a long text is an attack. What the first recipe
   * makes of this part alone, 0..1.
   */
  #read(known: Known, from: number, to: number, shape: readonly number[], sums: Float64Array): number {
    const linear = this.#linear?.read(known, from, to) ?? noViews;
    const net = this.#net.read(known, from, to, shape);
    let first = 0;
    for (let i = 0; i < this.#recipes.length; i++) {
      const recipe = this.#recipes[i] as Recipe;
      let sum = recipe.shift;
      for (const { at, gain } of recipe.net) sum += gain * (net[at] as number);
      for (const { at, gain } of recipe.linear) sum += gain * (linear[at] as number);
      if (i === 0) first = probabilityAt(recipe, sum);
      if (sum > (sums[i] as number)) sums[i] = sum;
    }
    return first;
  }

  #mark({ folded }: NormalisedText, known: Known, from: number, to: number, words: OffendingWord[]): void {
    const { starts, ends } = known.tokens;
    const tags = this.#tagger.read(known, from, to);
    let sure = -2;
    for (let i = from; i < to; i++) {
      const logit = (tags[i - from] as number) * this.#tagGain + this.#tagShift;
      if (logit < leastLogit) continue;
      const weight = sigmoid(logit);
      const { start, end } = originalSpan(folded, starts[i] as number, ends[i] as number);
      const last = words.at(-1);
      const follows = i > from && isBlank(folded.text, ends[i - 1] as number, starts[i] as number);
      if (follows && last && weight >= 0.5 && sure === i - 1) {
        last.end = end;
        last.weight = Math.max(last.weight, weight);
      } else words.push({ start, end, weight });
      if (weight >= 0.5) sure = i;
    }
  }
}

/** By word, as news readers' judgements weigh it. */
function rudenessIn(file: ModelFile): Int16Array {
  const { views } = file.header.linear;
  const weights = file.array('linear.words', 'int16');
  const by = Math.max(0, views.indexOf('civil'));
  return Int16Array.from({ length: file.header.words }, (_, word) => weights[word * views.length + by] ?? 0);
}

const isBlank = (text: string, from: number, to: number): boolean => text.slice(from, to).trim() === '';

function prepared(name: string, { parts, curve }: ScoreRecipe, heads: string[], views: string[]): Recipe {
  const recipe: Recipe = {
    name,
    net: [],
    linear: [],
    shift: 0,
    x: Float64Array.from(curve, ([x]) => x),
    y: Float64Array.from(curve, ([, y]) => y),
  };
  for (const [source, weight, mean, deviation] of parts) {
    const [kind, of] = source.split(':') as ['net' | 'linear', string];
    const at = (kind === 'net' ? heads : views).indexOf(of);
    if (at < 0) throw new RangeError(`the model file has no output ${source}`);
    recipe[kind].push({ at, gain: weight / deviation });
    recipe.shift -= (weight * mean) / deviation;
  }
  return recipe;
}

/** By straight lines between the curve's points, level beyond its ends. */
function probabilityAt({ x, y }: Recipe, sum: number): number {
  if (sum <= (x[0] as number)) return y[0] as number;
  let low = 0;
  let high = x.length - 1;
  if (sum >= (x[high] as number)) return y[high] as number;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) <= sum) low = middle;
    else high = middle;
  }
  const share = (sum - (x[low] as number)) / ((x[high] as number) - (x[low] as number));
  return (y[low] as number) + share * ((y[high] as number) - (y[low] as number));
}

const folder = new URL('../model/', import.meta.url);

/** Reads the model that ships. Throws where its files are missing or damaged. */
export const loadCivilityModel = (): CivilityModel =>
  new CivilityModel(readModelFile(new URL('civility-1.bin', folder)), new URL('kernel.wasm', folder));
