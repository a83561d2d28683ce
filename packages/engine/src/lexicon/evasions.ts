/** Ways to write a strong word so that a word list misses it, undone while the lexicon is made: at no cost to a comment. */

const list = (words: string): string[] => words.split(' ');

/** Words worth the trouble: long or strong enough to be told apart from ordinary ones. */
const misspelt = list(
  'idiot idiots idiotic moron morons moronic imbecile imbeciles retard retards retarded asshole assholes scumbag scumbags bastard bastards ' +
    'dumbass dickhead shithead motherfucker motherfuckers fucking fucker fuckers stupid pathetic disgusting worthless bullshit ' +
    'nigger niggers faggot faggots bitches douchebag degenerate parasite parasites subhuman vermin cockroach cockroaches ' +
    'wanker wankers cretin cretins dimwit nitwit',
);

/** Ordinary words, names and abbreviations that are one slip away from one of those. */
const ordinary = new Set(
  list(
    'moon moons moor moors niger nigeria fagot fagots morn moro moros idiom idioms retread retired reared retad bastad wander waker ankers ' +
      'banker tanker cretan cretans certain stupider worthies funking ducking bulshit degenerated parasitic parasit vermi vermins ' +
      'moroni ideot studio stupa morion mormon mormons idios dimit',
  ),
);

/** The words with two inner letters swapped, a letter doubled or an inner letter dropped. */
export function misspellings(): Map<string, string> {
  const found = new Map<string, string>();
  const known = new Set(misspelt);
  for (const word of misspelt) {
    for (let i = 0; i < word.length; i++) {
      const [before, letter, after] = [word.slice(0, i), word[i] as string, word.slice(i + 1)];
      const forms = [
        i > 0 && i < word.length - 1 ? before + after : '',
        before + letter + letter + after,
        i > 0 && i < word.length - 1 ? before + after.charAt(0) + letter + after.slice(1) : '',
      ];
      for (const form of forms) {
        if (form.length >= 4 && !known.has(form) && !ordinary.has(form) && !found.has(form)) found.set(form, word);
      }
    }
  }
  return found;
}

const split = list(
  'idiot idiots moron morons imbecile imbeciles retard retards retarded stupid bastard bastards asshole assholes faggot faggots ' +
    'nigger niggers nigga niggas fucking fucker fuck bitch bitches scumbag motherfucker cretin cretins wanker dickhead',
);

/** First part → second part → whole word, for words cut in two: "id-iot", "mo ron". */
export function splits(): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const word of split) {
    for (let i = 1; i < word.length; i++) {
      const first = word.slice(0, i);
      const second = word.slice(i);
      if (!(second === 's' || second === 'ed' || second === 'er' || second === 'ing' || second === 'es')) {
        found.set(first, (found.get(first) ?? new Map<string, string>()).set(second, word));
      }
    }
  }
  return found;
}

const told = list(
  'idiot idiots moron morons imbecile imbeciles retard retards retarded stupid bastard asshole assholes faggot nigger scumbag bitch loser ' +
    'losers dumbass dickhead pathetic disgusting cretin clown cunt yourself you off hell die up',
);
const glue = list(
  'you youre your are is ur r an a the such so all just really fucking fuckin dumb fat ugly complete total big little i hate kill go to ' +
    'shut fuck screw stfu',
);
const segments = [...new Set([...told, ...glue])].sort((a, b) => b.length - a.length);
const bites = new Set(list(told.slice(0, told.indexOf('yourself')).join(' ')));
const orders =
  /^(?:fuck(?:you|off|yourself)|(?:go)?kill(?:yourself)|screwyou|shut(?:the)?(?:fuck|hell)?up|go(?:to)?(?:hell|die)|ihate(?:you|youall))$/;
const endings = new Set(told.filter((word) => word.length >= 3).map((word) => endingOf(word, word.length)));
const shortest = 6;
const longest = 40;

/** The last three letters before `end` as one number. */
function endingOf(text: string, end: number): number {
  return (text.charCodeAt(end - 1) << 16) | (text.charCodeAt(end - 2) << 8) | text.charCodeAt(end - 3);
}

/** Whether it is worth asking `cutsOf` about `[start, end)`. */
export const mayRunTogether = (text: string, start: number, end: number): boolean =>
  end - start >= shortest && end - start <= longest && endings.has(endingOf(text, end));

/** Where a run of words without spaces comes apart ("youareanidiot": 3, 6, 8), or null where it is no insult. */
export function cutsOf(form: string): number[] | null {
  if (!mayRunTogether(form, 0, form.length)) return null;
  if (form === 'apathetic') return null;
  const cuts: number[] = [];
  let insults = orders.test(form);
  const tried = new Set<number>();
  const from = (at: number): boolean => {
    if (at === form.length) return true;
    if (tried.has(at)) return false;
    tried.add(at);
    for (const segment of segments) {
      if (!form.startsWith(segment, at)) continue;
      if (from(at + segment.length)) {
        insults ||= bites.has(segment);
        if (at > 0) cuts.unshift(at);
        return true;
      }
    }
    return false;
  };
  return from(0) && insults && cuts.length > 0 ? cuts : null;
}

/** Emoji that stand for a word of the lexicon. */
export const emojiWords: ReadonlyMap<number, string> = new Map(
  Object.entries({
    '🤡': 'clown',
    '🐷': 'pig',
    '🐖': 'pig',
    '🐽': 'pig',
    '🐀': 'rat',
    '🐍': 'snake',
    '💩': 'turd',
    '🖕': 'middlefinger',
  }).map(([emoji, word]) => [emoji.codePointAt(0) as number, word]),
);
