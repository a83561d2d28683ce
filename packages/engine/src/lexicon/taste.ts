import type { Severity } from '@moderato/domain';

export interface Crudeness {
  confidence: number;
  severity: Severity;
  label: 'PROFANITY' | 'SEXUALLY_EXPLICIT';
}

const bands: [words: string, confidence: number, severity: Severity, label: Crudeness['label']][] = [
  ['hell heck darn dang', 0.08, 'mild', 'PROFANITY'],
  ['damn damned dammit goddamn goddam bloody frigging friggin freaking', 0.2, 'mild', 'PROFANITY'],
  ['bs crap crappy ass arse piss pissed pissing butthole bugger sod sodding arsed screwed', 0.35, 'mild', 'PROFANITY'],
  ['wtf stfu gtfo lmfao badass bollocks bastard bastards turd turds bitchy', 0.5, 'mild', 'PROFANITY'],
  [
    'bullshit horseshit dumbass dumbasses jackass prick pricks twat twats wanker wankers',
    0.58,
    'moderate',
    'PROFANITY',
  ],
  [
    'middlefinger shit shits shitty shitting shithole shitshow shite shitload batshit dipshit asshole assholes arsehole arseholes ' +
      'bitch bitches bitching bitchin dickhead dickheads shithead shitheads asshat douchebag douchebags',
    0.68,
    'moderate',
    'PROFANITY',
  ],
  [
    'fuck fucks fucked fucker fuckers fucking fuckin fuckery fuckwit fuckwits fuckhead fuckface fucktard clusterfuck ' +
      'motherfucker motherfuckers motherfucking mofo fuk fuks fuking fck fcking fcuk phuck phuk',
    0.86,
    'moderate',
    'PROFANITY',
  ],
  ['cunt cunts cocksucker cocksuckers', 0.93, 'severe', 'PROFANITY'],
  [
    'dick dicks cock cocks boner boners tits titties boobs whore whores slut sluts skank horny',
    0.6,
    'moderate',
    'SEXUALLY_EXPLICIT',
  ],
  [
    'pussy pussies jizz cum cumming blowjob blowjobs handjob handjobs wank wanking dildo dildos buttplug bukkake ' +
      'gangbang deepthroat cumshot milf orgy orgies masturbate masturbating rimjob fellatio cunnilingus',
    0.84,
    'moderate',
    'SEXUALLY_EXPLICIT',
  ],
];

export function crudeness(): Map<string, Crudeness> {
  const all = new Map<string, Crudeness>();
  for (const [words, confidence, severity, label] of bands) {
    for (const word of words.split(' ')) all.set(word, { confidence, severity, label });
  }
  return all;
}

/** Innocent when the next word is one of these: "cock fight", "tits" are birds only with a place to sit. */
export const innocentBefore = new Map<string, Set<string>>(
  Object.entries({
    cock: 'fight fights fighting crow crows and',
    cocks: 'and crow',
    ass: 'and',
    dick: 'tracy and',
    cum: 'laude',
    hell: 'of',
    prick: 'up',
    bs: 'in degree from',
    pissed: 'off',
  }).map(([word, list]) => [word, new Set(list.split(' '))]),
);
