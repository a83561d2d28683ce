/** Words in a row that two texts must share, so that one of them quotes the other. */
const longest = 6;
const shortest = 3;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Tells whether a text quotes one of many others, whatever its line breaks, quote marks and case. */
export class WordRuns {
  readonly #runs = new Set<string>();

  get isEmpty(): boolean {
    return this.#runs.size === 0;
  }

  /** Every six words of it, all of it where it is shorter; what has under three words is in every other text. */
  add(text: string): void {
    const words = wordsOf(text);
    if (words.length < shortest) return;
    const length = Math.min(words.length, longest);
    for (let start = 0; start + length <= words.length; start++) {
      this.#runs.add(words.slice(start, start + length).join(' '));
    }
  }

  isQuotedIn(text: string): boolean {
    const words = wordsOf(text);
    for (let start = 0; start + shortest <= words.length; start++) {
      for (let length = shortest; length <= Math.min(longest, words.length - start); length++) {
        if (this.#runs.has(words.slice(start, start + length).join(' '))) return true;
      }
    }
    return false;
  }
}
