/** What a word can do in a sentence, as bits: one look-up a word answers every question that target finding asks. */
export const role = {
  you: 1,
  your: 2,
  self: 4,
  third: 8,
  copula: 16,
  determiner: 32,
  negation: 64,
  adverb: 128,
  preposition: 256,
  conjunction: 512,
  auxiliary: 1024,
  /** "called me a …": what follows is somebody's word, not the author's. */
  naming: 2048,
  saying: 4096,
  /** "you sound like a …" */
  likening: 8192,
  /** Whoever wrote the story. */
  author: 16_384,
  person: 32_768,
  group: 65_536,
  identity: 131_072,
  modifier: 262_144,
  pointing: 524_288,
  /** "a bunch of …", "that kind of …" */
  measure: 1_048_576,
  /** Softens or generalises: "if you are …", "any idiot can see". */
  hedge: 2_097_152,
  /** A body, a state, a business: whatever is said of it is criticism. */
  institution: 4_194_304,
} as const;

const words: [number, string][] = [
  [role.you, "you u ya yall y'all yourself yourselves thou ye"],
  [role.your | role.determiner, 'your yer'],
  [role.self, 'i we me us myself ourselves im'],
  [role.third, 'he she they him them himself themselves who someone somebody everyone everybody anyone anybody'],
  [role.third | role.determiner, 'her'],
  [role.copula, "is are am was were be been being 're 'm r seem seems seemed remain became become becomes ai wuz iz"],
  [role.determiner, 'a an the my our his its their some each every another one two three'],
  [role.determiner | role.hedge, 'any'],
  [role.determiner | role.pointing, 'this that these those it'],
  [role.determiner | role.negation, 'no'],
  [role.negation, "not never n't neither nor hardly without nobody noone cannot nt"],
  [
    role.adverb,
    'so such very really just simply truly clearly obviously nothing but quite pretty too all both still always also even ' +
      'plain indeed apparently basically actually completely totally utterly absolutely literally definitely seriously ' +
      'freaking frickin fricking fucking fuckin effing bloody goddamn damn damned friggin frigging now then again ' +
      'sure surely certainly probably maybe perhaps merely ever already once more most less as rather much sir honestly ' +
      'what how here yes',
  ],
  [role.adverb | role.hedge, 'only'],
  [
    role.preposition,
    'of to for with from by at in on about into onto over under against between among through during before after like ' +
      'unlike than versus vs toward towards upon near behind',
  ],
  [role.conjunction, 'and or because while although though since when where which whose whoever'],
  [role.conjunction | role.hedge, 'if unless whether'],
  [
    role.auxiliary,
    "will would can could may might must shall should do does did have has had 'll 'd 've ca wo gonna going wanna want " +
      'gotta need ought got get gets',
  ],
  [
    role.naming,
    'call calls called calling label labels labeled labelled labeling brand brands branded branding name names',
  ],
  [role.naming, 'term terms termed dub dubbed consider considers considered considering deem deemed mock mocks mocked'],
  [
    role.saying,
    'say says said saying claim claims claimed think thinks thought write writes wrote tell tells told tweeted',
  ],
  [role.likening, 'sound sounds sounded look looks looked act acts acted acting behave behaves talk talks write smell'],
  [
    role.author,
    'author writer journalist reporter columnist editor blogger journo authors writers journalists reporters columnists ' +
      'editors hack',
  ],
  [
    role.person,
    'people man men woman women guy guys person persons kid kids boy boys girl girls lady ladies dude folks human being ' +
      'beings old men child children bloke individual individuals commenter poster posters commenters lot',
  ],
  [
    role.group,
    'liberals conservatives republicans democrats dems leftists lefties rightists libs cons socialists communists ' +
      'politicians voters trumpers trumpsters bureaucrats lawyers cops teachers fans tourists locals feminists ' +
      'environmentalists activists protesters atheists billionaires millennials boomers vegans cyclists',
  ],
  [
    role.modifier,
    'right left wing liberal conservative republican democrat leftist commie communist fascist socialist trump maga old ' +
      'little big huge fat ugly sad poor lying cheating whining whiny smug arrogant self righteous complete total utter ' +
      'absolute real typical raging prize proper first class grade certified known bitter angry loud fake spineless ' +
      'gutless clueless brainwashed foul mouthed half fucked mean nasty creepy greedy lazy dirty filthy sick twisted ' +
      'evil drunk inbred overgrown entitled spoiled insufferable miserable bleeding flaming armchair keyboard internet ' +
      'dear good young rich white black stupendous colossal massive giant hateful sorry hypocritical ignorant',
  ],
  [
    role.institution,
    'council government congress senate parliament legislature assembly court courts police department departments agency ' +
      'agencies company companies corporation corporations bank banks union unions church media press newspaper paper party ' +
      'administration regime board committee commission ministry bureau authority airline airlines hospital hospitals school ' +
      'schools university universities city town county state country nation feds irs fbi cia nato eu bbc cnn fox network ' +
      'station team league club industry vatican military army navy gop site website system america usa russia china israel ' +
      'iran iraq canada mexico ukraine germany france britain england japan india pakistan korea turkey syria saudi',
  ],
  [
    role.measure,
    'one some bunch kind sort type pack bag pile load group gang set crowd nation piece sack parade bundle breed',
  ],
];

/** Words run together, and where they come apart. */
export const contractions: Readonly<Record<string, number>> = {
  youre: 3,
  theyre: 4,
  hes: 2,
  shes: 3,
  isnt: 2,
  arent: 3,
  wasnt: 3,
  werent: 4,
  dont: 2,
  doesnt: 4,
  didnt: 3,
};

export const contractedTail: Readonly<Record<string, string>> = { re: "'re", s: "'s", nt: "n't" };

export function roles(): Map<string, number> {
  const all = new Map<string, number>();
  for (const [bits, list] of words) for (const word of list.split(' ')) all.set(word, (all.get(word) ?? 0) | bits);
  return all;
}
