import type { CivilityModel, Signals } from '@moderato/civility';
import type { Submission } from '@moderato/domain';
import { type NormalisedText, normalise } from '@moderato/text';
import type { Item } from './item.js';

export type ModelFault = 'model_missing' | 'model_failed';

/** What the trained model measures of an item, before any rule is asked. */
export interface Measured {
  /** Of the whole text: what the scores come from. Null where there is no model, or it failed. */
  signals: Signals | null;
  /** Of the author's own words: what findings rest on, for what is quoted is somebody else's. */
  own: Signals | null;
  fault: ModelFault | null;
}

/** Signals below this, or of what is welcome, need no second look at what is quoted. */
const leastNoticed = 0.2;
const welcome = 'CONSTRUCTIVE';
const nothing: ReadonlySet<string> = new Set();
const longestTopic = 500;

/** Words of the title and the parent, as the model reads words. */
function topicOf({ story, parent }: Submission): ReadonlySet<string> {
  if (story?.title === undefined && parent?.body === undefined) return nothing;
  const words = new Set<string>();
  for (const text of [story?.title, parent?.body]) {
    if (text === undefined) continue;
    for (const word of normalise(text.slice(0, longestTopic)).folded.text.match(/[a-z]{4,}/g) ?? []) words.add(word);
  }
  return words;
}

const isNoticed = ({ scores }: Signals): boolean =>
  Object.entries(scores).some(([name, score]) => score >= leastNoticed && name !== welcome);

function measureOwn(item: Item, model: CivilityModel, whole: Signals): Signals {
  const { text, ownWords } = item;
  if (ownWords === text.plain.text || !isNoticed(whole)) return whole;
  const own: NormalisedText = normalise(ownWords);
  // The offending words keep their places in the whole text.
  const words = whole.words.filter(({ start }) => !item.isQuoted(start));
  return { ...whole, scores: model.measure(own).scores, words };
}

/** Never throws. */
export function measure(item: Item, model: CivilityModel | null): Measured {
  if (model === null) return { signals: null, own: null, fault: 'model_missing' };
  try {
    const signals = model.measure(item.text, topicOf(item.submission));
    return { signals, own: measureOwn(item, model, signals), fault: null };
  } catch {
    return { signals: null, own: null, fault: 'model_failed' };
  }
}
