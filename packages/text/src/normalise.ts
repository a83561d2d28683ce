import { joinSpaced, lowerCase, unleet, unstretch } from './folding.js';
import { maybeMarkup, unwrap } from './markup.js';
import { identityView, rewritten, type View } from './view.js';

export interface NormalisedText {
  readonly original: string;
  /** Entities, tags, look-alikes, accents and invisible characters undone; case and punctuation kept. */
  readonly plain: View;
  /** `plain` in lower case with spaced, stretched and leet spelling undone; stars ("f**k") stay, for a lexicon to read. */
  readonly folded: View;
}

const steps = [joinSpaced, unstretch, unleet];
const mostRounds = 8;

/** Undoing one disguise can lay bare another, so the steps go round until nothing changes. */
function foldedView(plain: View, rounds = mostRounds): View {
  let view = rewritten(plain, lowerCase(plain.text));
  for (let before = ''; rounds > 0 && view.text !== before; rounds--) {
    before = view.text;
    for (const step of steps) view = rewritten(view, step(view.text));
  }
  // Lower case and joining can make an entity or a tag of what was none ("&Amp;").
  if (!maybeMarkup.test(view.text)) return view;
  const unwrapped = rewritten(view, unwrap(view.text));
  return unwrapped === view || rounds <= 0 ? unwrapped : foldedView(unwrapped, rounds);
}

/** Never throws; linear in the length of `original`; normalising `folded.text` again changes nothing. */
export function normalise(original: string): NormalisedText {
  const plain = rewritten(identityView(original), unwrap(original));
  return { original, plain, folded: foldedView(plain) };
}
