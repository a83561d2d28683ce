const common = new Set(
  'about above after again against along also always among another around away back because been before being below between both came cannot come could does doing done down during each either else enough even ever every everyone everything from gave getting give given goes going gone good great have having here hers herself himself into itself just keep know last least left less like likely little long look made make many maybe mean might more most much must myself need never next nobody none nothing often once only other others ourselves over own people perhaps please quite rather really right said same says seem seems shall should since some somebody someone something still such sure take tell than thank thanks that their them themselves then there these they thing things think this those though thought through time today together took toward under until upon used very want wants well went were what when where whether which while whole whose will with within without would year years your yours yourself article story comment comments news paper read reading'.split(
    ' ',
  ),
);
const shortest = 4;
/** Words that begin alike are taken for forms of one: "council", "councils"; "moderate", "moderation". */
const stem = 6;
const mostWords = 3_000;

function withoutEnding(word: string): string {
  const cut = word.endsWith('ing') ? 3 : word.endsWith('ed') || word.endsWith('ly') || word.endsWith('er') ? 2 : 0;
  if (cut > 0) return word.slice(0, -cut);
  return word.endsWith('s') ? word.slice(0, word.endsWith('es') || word.endsWith('rs') ? -2 : -1) : word;
}

/** What a content word is counted as; null for one that every subject has. `word` in lower case. */
export function stemOf(word: string): string | null {
  if (word.length < shortest || common.has(word)) return null;
  const bare = word.length > stem ? withoutEnding(word) : word.endsWith('s') ? word.slice(0, -1) : word;
  return (bare.length < shortest ? word : bare).slice(0, stem);
}

/** The content words of a text, each cut to its stem. Linear; the first three thousand words count. */
export function stemsOf(text: string): Set<string> {
  const stems = new Set<string>();
  let count = 0;
  for (const [word] of text.toLowerCase().matchAll(/\p{L}{4,}/gu)) {
    if (++count > mostWords) break;
    const one = stemOf(word);
    if (one !== null) stems.add(one);
  }
  return stems;
}
