/** Small words that make up a good third of any English text, and hardly any of another language's. */
const small = new Set(
  (
    'the of and to you your are is be not with for that this will we our or on it as if by from have has may must ' +
    'should can do does any all other please comment comments post posts readers who which their they them an at'
  ).split(' '),
);
/** Texts of fewer words tell no language. */
const fewWords = 12;
/** Share of small words below which a text is in another language. */
const least = 0.12;

/** Whether `text` may be English: its small words are, or it is too short to say. */
export function readsAsEnglish(text: string): boolean {
  const words =
    text
      .slice(0, 20_000)
      .toLowerCase()
      .match(/[\p{L}\p{M}']+/gu) ?? [];
  const latin = words.filter((word) => /[a-z]/u.test(word)).length;
  if (latin < words.length / 2) return false;
  if (words.length < fewWords) return true;
  return words.filter((word) => small.has(word)).length >= words.length * least;
}
