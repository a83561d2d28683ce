import { wordSet } from './word-set.js';
/**
 * Words for groups that people are born into or believe into. `weight` 0..1: how sure it is that an attack on the word is one
 * on such a group ("whites" and "men" stand for much else).
 */
export interface GroupWord {
  /** `many`: a plural; `one`: a single member; `trait`: an adjective, a group before a noun for people or after "the". */
  form: 'many' | 'one' | 'trait';
  weight: number;
  /** Men and women, young and old: a group only where all of them are meant, so never "the men" or "these ladies". */
  everyday: boolean;
  /** "the deaf", "the Chinese": the adjective alone names the group. */
  alone: boolean;
  /** A people with a state: trades and plagues bear their names ("Dutch disease"). */
  nation: boolean;
  /** A policy against it is a view ("illegal aliens should be deported"). */
  policy: boolean;
}

interface Band extends Partial<Omit<GroupWord, 'form'>> {
  /** Nouns whose plural takes an s; each serves as an adjective too where `traits` is set. */
  nouns?: string;
  /** Pairs "one/many". */
  pairs?: string;
  many?: string;
  traits?: string;
  /** The nouns are adjectives as well ("Muslim", "a Muslim"). */
  both?: boolean;
}

const bands: Band[] = [
  {
    both: true,
    nouns:
      'muslim christian catholic mormon hindu sikh buddhist protestant evangelical atheist latino latina latinx hispanic ' +
      'arab african asian mexican haitian somali nigerian ethiopian eritrean kenyan ghanaian egyptian moroccan algerian ' +
      'tunisian libyan syrian iraqi iranian afghan pakistani bangladeshi indian palestinian israeli kurd turk cuban ' +
      'colombian venezuelan guatemalan salvadoran honduran jamaican dominican brazilian peruvian ukrainian romanian ' +
      'albanian bosnian serb filipino filipina samoan tongan hawaiian micronesian indonesian malaysian thai korean ' +
      'gay lesbian homosexual bisexual transsexual transgender transvestite immigrant migrant refugee gypsy jehovah',
  },
  { both: true, nouns: 'black queer aboriginal', weight: 0.95 },
  {
    both: true,
    nation: true,
    weight: 0.9,
    nouns: 'russian german italian hungarian bulgarian greek norwegian belgian austrian haole',
  },
  { both: true, nation: true, nouns: 'american canadian european australian', weight: 0.55 },
  {
    nouns:
      'jew traveller aborigine sunni shiite rohingya uyghur foreigner transexual eskimo paraplegic amputee schizophrenic dwarf cripple zionist',
    many: 'roma romani',
  },
  { nation: true, nouns: 'spaniard swede dane finn croat slovak czech pole' },
  { alone: true, traits: 'jewish islamic disabled handicapped crippled blind deaf mute autistic paralyzed paralysed' },
  {
    alone: true,
    nation: true,
    traits:
      'chinese japanese vietnamese taiwanese burmese portuguese lebanese sudanese congolese senegalese ' +
      'marshallese chuukese irish french english british dutch welsh scottish spanish polish turkish kurdish danish swedish',
  },
  { traits: 'trans lgbt lgbtq nonbinary intersex native indigenous coloured colored brown dyslexic epileptic bipolar' },
  { nouns: 'senior pensioner', everyday: true, weight: 0.7 },
  { both: true, nouns: 'white', weight: 0.85 },
  { pairs: 'woman/women girl/girls lady/ladies wife/wives female/females', everyday: true, weight: 0.9 },
  { pairs: 'man/men male/males', everyday: true, weight: 0.75 },
  { traits: 'old elderly aged', everyday: true, weight: 0.75 },
  { policy: true, nouns: 'illegal alien' },
];

export const manyOf = (noun: string): string =>
  /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : /(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;

export function groupWords(): Map<string, GroupWord> {
  const all = new Map<string, GroupWord>();
  for (const { nouns, pairs, many, traits, both, weight = 1, ...senses } of bands) {
    const word = { weight, everyday: false, alone: false, nation: false, policy: false, ...senses };
    const add = (list: string | undefined, form: GroupWord['form']): void => {
      for (const one of list?.split(' ') ?? []) if (!all.has(one)) all.set(one, { ...word, form });
    };
    for (const noun of nouns?.split(' ') ?? []) {
      // "a Muslim" and "Muslim people": told apart where they stand.
      add(noun, both ? 'trait' : 'one');
      add(manyOf(noun), 'many');
    }
    for (const pair of pairs?.split(' ') ?? []) {
      const [one, several] = pair.split('/');
      add(one, 'one');
      add(several, 'many');
    }
    add(many, 'many');
    add(traits, 'trait');
  }
  return all;
}

/** Traits that are nouns too, so that "a Muslim" needs no further noun. */
export const countable: ReadonlySet<string> = new Set(
  bands.filter(({ both }) => both).flatMap(({ nouns }) => nouns?.split(' ') ?? []),
);

/** After a trait these make a group of it: "gay people", "disabled children". */
export const peopleNouns = wordSet(
  'people peoples folk folks men women girls boys kids children guys ladies males females teens teenagers youths youth ' +
    'adults couples communities community families parents mothers fathers students workers believers individuals ' +
    'persons immigrants migrants refugees americans citizens patients neighbors neighbours race races population lot ' +
    'crowd types tribes islanders canadians britons africans',
);
export const personNouns = wordSet(
  'person man woman girl boy kid child guy lady male female teen teenager adult family parent mother father student ' +
    'worker believer individual immigrant migrant refugee american citizen patient neighbor neighbour islander dude bloke',
);

/** "people of color", "those with disabilities": what follows "people" and makes a group of them. */
export const peopleOf: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    of: 'color colour faith jewish african asian arab',
    with: 'disabilities autism down epilepsy aids hiv schizophrenia dementia special a',
    in: 'wheelchairs',
    from: 'africa asia mexico haiti syria somalia india china pakistan guatemala honduras micronesia nigeria romania',
  }).map(([word, after]) => [word, wordSet(after)]),
);

/** Where such a phrase begins. */
export const peopleOpeners = ['people', 'folks', 'those', 'kids', 'children'];
