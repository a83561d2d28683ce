/** Confidence (0..1) that the word breaks the rules: told to somebody's face, said of an absent one, or just standing there. */
export interface Insult {
  part: 'noun' | 'adjective';
  told: number;
  third: number;
  bare: number;
}

interface Band extends Insult {
  words: string;
}

/** Nouns get their plurals by rule, except those that stand as they are. Each word stands in one band only. */
export const insultBands: Band[] = [
  {
    part: 'noun',
    told: 0.95,
    third: 0.62,
    bare: 0.56,
    words:
      'idiot moron imbecile cretin scumbag dumbass dumbo dimwit halfwit nitwit dipshit dipstick douchebag douche asshat ' +
      'asswipe asshole arsehole shithead shitbag dickhead fuckwit fuckhead fuckface motherfucker numbskull numskull ' +
      'nincompoop lamebrain birdbrain ' +
      'lowlife dirtbag slimeball sleazebag scum pondscum shitstain wanker tosser bellend knobhead twat prick ' +
      'cocksucker retard libtard republitard conservatard fucktard trumptard nutjob slimebag ' +
      'jackass jerkoff crackpot scuzzball cuck libturd simp ' +
      'mouthbreather creepazoid',
  },
  {
    part: 'noun',
    told: 0.84,
    third: 0.5,
    bare: 0.3,
    words:
      'doofus dunce dullard troglodyte neanderthal gasbag fathead knucklehead blockhead bonehead bigmouth simpleton ignoramus pinhead airhead meathead butthead dolt ' +
      'loser clown buffoon jerk creep weasel slob ass arse twit halfbrain pig swine rat snake weirdo freak parasite ' +
      'leech sycophant bootlicker lickspittle quack charlatan hag crone cow skank tramp bimbo crybaby wimp pussy ' +
      'sissy snowflake sheeple wacko nutcase fruitcake nutter psychopath sociopath lapdog shill coward worm cockroach ' +
      'brat punk bum pervert perv bastard bitch whore slut vermin trash garbage filth lowbrow dumdum goon oaf turd dope dork ' +
      'psycho lunatic degenerate windbag ninny twerp putz schmuck schmo',
  },
  {
    part: 'noun',
    told: 0.68,
    third: 0.35,
    bare: 0.15,
    words:
      'fool liar hypocrite bigot racist troll tool hack fraud phony phoney bully nazi fascist commie zealot fanatic drunk ' +
      'addict blowhard crook thug chump sucker dinosaur misogynist sexist traitor sellout stooge puppet minion',
  },
  {
    part: 'noun',
    told: 0.62,
    third: 0.1,
    bare: 0,
    words: 'joke disgrace embarrassment failure nobody nothingburger waste laughingstock menace',
  },
  {
    part: 'adjective',
    told: 0.86,
    third: 0.45,
    bare: 0,
    words:
      'pathetic stupid moronic idiotic imbecilic retarded braindead brainless worthless disgusting despicable dumb ' +
      'demented deranged subhuman repulsive loathsome contemptible vile asinine cretinous dimwitted halfwitted ' +
      'slimy scummy sleazy trashy mindless witless gutless spineless ugly',
  },
  {
    part: 'adjective',
    told: 0.6,
    third: 0.3,
    bare: 0,
    words:
      'ignorant clueless delusional foolish lazy dishonest insane crazy nuts mental unhinged cowardly hateful gullible ' +
      'dense thick dim illiterate uneducated childish immature obnoxious hypocritical racist bigoted useless sick ' +
      'shameless senile inbred fat',
  },
];

/** Said of a whole group these deny that its members are people. What stands in the later lists has an everyday sense too. */
export const dehumanising: [words: string, weight: number][] = [
  [
    'vermin parasite parasites cockroach cockroaches roaches scum savages subhuman subhumans filth cancer plague maggots ' +
      'apes monkeys leeches pests infestation lice rats swine locusts termites',
    1,
  ],
  // Of peoples and faiths only: a crime pinned on all of them.
  ['terrorists rapists murderers pedophiles criminals thieves cannibals', 0.75],
  ['animals pigs dogs garbage trash insects disease barbarians beasts inferior invaders trash barbaric', 0.8],
];

/** Words after which the insult is part of another word or saying: "idiot-proof", "rat race", "tool box". */
export const harmlessBefore = new Map<string, Set<string>>(
  Object.entries({
    idiot: 'proof light lights board',
    dummy: 'variable run',
    rat: 'race poison trap traps population',
    pig: 'farm farms iron hunting hunters roast pen',
    pigs: 'and are',
    snake: 'oil bite river eyes',
    fool: 'nobody me us proof around hardy yourself yourselves anyone anybody him her them people',
    fools: 'gold day us me errand',
    clown: 'car show fish around nose',
    retard: 'the growth progress development',
    tool: 'box kit bar shed belt for to that set',
    tramp: 'stamp',
    trash: 'can cans bag bags day pickup collection truck trucks talk to on in is was and pile bin',
    garbage: 'can cans truck trucks day collection dump in on is was and pickup disposal bag bags',
    waste: 'of management water stream not time money disposal facility plant',
    joke: 'about that',
    puppet: 'show shows state regime government theater',
    loser: 'of in',
    losers: 'in of and',
    hack: 'into job the a your my',
    bum: 'deal rap knee leg wrap',
    punk: 'rock band music',
    cow: 'milk herd pasture',
    jerk: 'chicken reaction seasoning',
    dope: 'dealer dealers sheet',
    troll: 'through the for farm farms bridge',
    psycho: 'killer analysis',
    prick: 'up your my ears',
    turd: 'blossom',
    bastard: 'sword',
    sucker: 'punch punched for',
    drunk: 'driver drivers driving on with',
    sick: 'of leave days day and to from with in pay time',
    fat: 'chance and in content free',
    mental: 'health illness hospital state case capacity picture note',
    crazy: 'about to how that',
    dense: 'forest fog housing urban traffic',
    thick: 'fog and skin of',
    dim: 'view light sum lights',
    nuts: 'and about in',
    dinosaur: 'bones bone fossil museum',
    nobody: 'has is was can could would will should wants knows likes cares in here else said ever who does did i to',
    failure: 'to of in rate is was and',
    creep: 'in into up',
    worm: 'farm',
    freak: 'accident out storm wave weather',
    leech: 'off',
    bully: 'pulpit for',
    brat: 'pack',
    beast: 'mode of',
  }).map(([word, list]) => [word, new Set(list.split(' '))]),
);

/** Words before which it is another word or saying: "class clown", "April fool", "hot dog". */
export const harmlessAfter = new Map<string, Set<string>>(
  Object.entries({
    fool: 'april to would could can cannot',
    fools: 'april',
    clown: 'class rodeo circus party birthday',
    rat: 'lab pack',
    pig: 'guinea wild pot feral whole',
    trash: 'the take to of pick my more out household',
    garbage: 'the take to of pick my more out household',
    waste: 'to will not solid toxic nuclear would human the food government',
    bum: 'beach',
    psycho: 'american',
    loser: 'the sore biggest a',
    crazy: 'like drives driving drive driven makes go going went gone',
    sick: 'feel felt get got getting call called was am',
    nuts: 'go going went drives',
    mental: 'the',
    drunk: 'get got getting',
    worm: 'can',
  }).map(([word, list]) => [word, new Set(list.split(' '))]),
);
