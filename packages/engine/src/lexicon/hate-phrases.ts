import type { Severity } from '@moderato/domain';

/** Why a phrase attacks the group in it. */
export type Attack = 'dehumanises' | 'hates' | 'harms' | 'excludes' | 'smears' | 'denies';

export interface AttackPhrase {
  attack: Attack;
  /** 0..1, where the group is one beyond doubt. */
  confidence: number;
  severity: Severity;
  /** An order or a wish: whoever else wants or does it is only reported on. */
  ordered?: boolean;
  /** Says "no": its group must be one that "no" leads. */
  ofNone?: boolean;
  /** A question: it opens its clause, or "why" does. */
  asked?: boolean;
  /** A view on a policy where the group is defined by one ("illegal aliens"). */
  view?: boolean;
}

const phrase = (
  attack: Attack,
  confidence: number,
  severity: Severity = 'severe',
  more: Partial<AttackPhrase> = {},
): AttackPhrase => ({ attack, confidence, severity, ...more });

const be = "are|is|'re|r|am|seem|seems|become|remain|ai|iz";
const not = "not|n't|never|hardly|barely|nt";
const beasts =
  'vermin|parasite|parasites|cockroach|cockroaches|roaches|scum|scumbag|scumbags|savage|savages|subhuman|subhumans|filth|cancer|' +
  'plague|maggot|maggots|ape|apes|monkey|monkeys|leech|leeches|pest|pests|infestation|lice|rat|rats|swine|locust|locusts|termites|' +
  'animal|animals|pig|pigs|dog|dogs|garbage|trash|insects|disease|diseases|virus|barbarian|barbarians|beast|beasts|snakes|worms|' +
  'mutants|freak|freaks|degenerate|degenerates|abomination|abominations|demons|devils|dirt|scourge|blight|stain|disgrace|tumor|tumour|' +
  'crap|shit|turds|poison|rubbish|bacteria|monsters|creatures|pond|sewage|excrement|slime|mud|weeds|swarm|curse|oxygen';
const bad =
  'disgusting|repulsive|filthy|vile|inferior|subhuman|worthless|stupid|dumb|dumber|stupider|dumbest|stupidest|evil|dirty|dirtier|uncivilized|' +
  'uncivilised|primitive|retarded|perverted|unnatural|abnormal|useless|pathetic|gross|nasty|hideous|deranged|brainless|barbaric|' +
  'moronic|idiotic|braindead|loathsome|despicable|repugnant|revolting|sickening|subnormal|unclean|mindless|unevolved|laziest';
const weakBad =
  'lazy|greedy|cowardly|dishonest|untrustworthy|ugly|crazy|hysterical|weak|violent|immoral|dangerous|insane|smelly';
const crimes =
  'rapist|rapists|terrorist|terrorists|murderer|murderers|pedophile|pedophiles|paedophile|paedophiles|pedos|criminal|criminals|thief|thieves|' +
  'killers|killer|thugs|crooks|molesters|groomers|predators|robbers|invaders|jihadists|traffickers|bombers|gangsters';
const faults =
  'liar|liars|cheat|cheats|cheaters|coward|cowards|scammers|traitors|perverts|pervs|whores|sluts|bitches|hoes|freeloaders|moochers|' +
  'idiot|idiots|moron|morons|imbeciles|retards|losers|loser|fools|simpletons|cretins|cretin|dimwits|scroungers|psychos|lunatics|wackos|' +
  'bastards|assholes|dunces|brutes|thug|weirdos|creeps|hypocrites|drunks|cunts|failures|nutcases|nutjobs|dummies|backstabbers|schemers|bigots';
const hating = 'hate|despise|loathe|detest|abhor';
const killed =
  'shot|hanged|hung|killed|murdered|executed|lynched|beheaded|stabbed|raped|exterminated|gassed|castrated|drowned|eradicated|annihilated|' +
  'bombed|nuked|slaughtered|eliminated|erased|culled|burned|burnt|sterilized|sterilised|wiped|purged|crucified|beaten|whipped|flogged|aborted|' +
  'enslaved|tortured|stoned|neutered|caged|incinerated|terminated';
const expelled =
  'deported|expelled|banned|banished|evicted|exiled|shipped|rounded|interned|segregated|outlawed|driven|chased|kicked|thrown|barred|' +
  'excluded|imprisoned|locked|quarantined|sent|forbidden|institutionalized|cleansed|dumped';
const kill =
  'kill|exterminate|murder|shoot|hang|gas|burn|lynch|bomb|nuke|castrate|sterilize|eradicate|annihilate|slaughter|eliminate|behead|execute|stab|' +
  'drown|beat|whip|rape|enslave|torture|crush|punch|wipe|hunt|purge|cull|strangle|erase|stone|smash|neuter|destroy|hurt|attack|slap|kick|harm|hit|bash|poison|choke';
const ban = 'ban|deport|expel|banish|evict|exile|outlaw|segregate|intern|imprison|jail|remove|cage|boycott|shun';
const must = 'should|must|need|needs|ought|deserve|deserves|has|have|oughta|gotta';
const self = 'i|we';

/**
 * What is said of `<G>`, a group. Words as in `Phrases`; `<fill>` skips what only colours, `<end>` demands that the
 * phrase is over, `<stop>` that the clause is.
 */
export const attackPhrases: readonly (readonly [phrases: string, meaning: AttackPhrase])[] = [
  [
    `<G> ${be} <fill> ${beasts}; <G> ${be} <fill> like|than <fill> ${beasts}; ` +
      `<G> breed|breeds|multiply|reproduce|spread <fill> like _? _?; <G> infest|infests|contaminate|pollute|defile|swarm|swarms|plague; ` +
      `<G> ${be} <fill> infesting|polluting|contaminating|defiling|breeding|swarming|multiplying|plaguing; infested|infestation with|of|by <G>; ` +
      `<G> ${be} <fill> waste|wastes of <fill> space|oxygen|skin|air|life|flesh; <G> ${be} less than human|people|us|dirt|animals; ` +
      `<G> ${be} ${not} <adv> real? human|humans|people|persons <stop>; <G> ${be} ${not} <adv> real? human beings; <G> ${be} <adv> subhuman`,
    phrase('dehumanises', 0.93),
  ],
  [
    `<G> ${be} ${not} <fill> civilized|civilised|normal|worthy; <G> ${be} ${not} <adv> equal|equals to us|whites|men|you|me|normal; <G> ${be} ${not} real men|women|citizens; <G> ${be} <fill> worth|worthy less|nothing; ` +
      `<G> ${be} <fill> inferior; <G> ${be} <fill> less intelligent|capable|evolved|civilized|worthy|valuable; ` +
      `<G> ${be} <fill> beneath|below us|me|everyone; <G> ${be} no better than _ ; <G> have no souls|soul|brains|brain|morals|shame|honor|honour|decency|value; ` +
      `<G> lack|lacks _? intelligence|brains|morals|decency; <G> stink|stinks|reek|reeks; nothing good _? _? about|from <G>; ` +
      `<G> ${be} _? mistake|mistakes|error of nature; <G> ${be} <fill> ${bad}; why|how ${be} <fill> <G> <fill> ${bad}`,
    phrase('dehumanises', 0.84),
  ],
  [
    `<G> ${be} <fill> ${weakBad}; why|how ${be} <G> <fill> ${weakBad}; <G> ${be} <fill> ${faults}; ` +
      `<G> ca n't|not do|learn|get anything|one|something; <G> ruin|ruins|ruined|destroy|destroys|poison|corrupt|wreck everything|our|this|my|every|the; ` +
      `<G> ${be} <fill> ruining|destroying|poisoning|corrupting|wrecking|invading|overrunning|infiltrating our|this|my|every|the|everything; ` +
      `<G> ${be} the <adv> worst|problem|enemy <stop>; overrun|swamped|flooded|invaded|swarming by|with <G>; ` +
      `<G> ${be} good for|at nothing; what good ${be} <G>; what ${be} <G> good for; <G> only know|knows how to; <G> ${be} incapable of`,
    phrase('smears', 0.7, 'moderate'),
  ],
  [
    `<G> ${be} <fill> ${crimes}; <G> ${be} <fill> child molesters|abusers|rapists; <G> <adv> steal|rob|rape|murder|molest everything|anything|everyone|people|children|us|you; ` +
      `<G> will|'ll <adv> rob|rape|steal|cheat|stab|kill|murder|betray you|u|us; <G> want|wants to <adv> kill|destroy|rape|replace|enslave|murder us|you|our|everyone; ` +
      `<G> ca|can|could n't|not|never <adv> be <adv> trusted|civilized|tamed; <G> ${be} ${not} to be trusted; ` +
      `see|show|sees _? <G> <adv> and _ _? _? _? ${crimes}|${faults}; every|each time|one _? _? <G> _? ${crimes}`,
    phrase('smears', 0.82),
  ],
  [
    `${self} <adv> <adv> ${hating} <G> <end>; ${self} <adv> ca|can|could n't|not|nt <adv> stand|bear|tolerate|stomach|abide <G> <end>; cannot stand|bear|stomach|tolerate|abide <G> <end>; ` +
      `i|we 'm|am|are|'re <adv> sick|tired|disgusted _? _? of|by|with <G> <end>; sick of <G> <end>; my|our _? _? ${hating}|hates|despises|loathes|detests <G> <end>; ` +
      `<G> <adv> make|makes|made me|us <adv> sick|puke|vomit|gag|ill|nauseous|nauseated; <G> <adv> make|makes me|us want to; <G> make|makes my _ crawl|boil|turn; ` +
      `<G> <adv> disgust|disgusts|repulse|repulses|sicken|sickens|revolt|revolts me|us; <G> turn|turns my stomach; looking|look|glance at <G> makes me|us <adv> sick|want|puke|vomit; ` +
      `the sight|smell of <G>; to hell with <G>; fuck|screw|damn <G> <end>; down with <G> <end>; everyone|everybody|people <adv> hates|despises|loathes|hate <G> <end>; ` +
      `nobody|noone|one <adv> likes|wants|needs|loves|misses|trusts|respects <G> <end>; ${self} do n't|not|nt <adv> like|respect|trust|want|need <G> <end>; ` +
      `${self} never <adv> like|liked|trust|trusted|want|wanted|respect <G> <end>; how can|could anyone|anybody|you not hate|despise|loathe <G>; ` +
      `who|anyone|anybody|nobody|one would|could|can|wants <adv> want? to? <adv> like|want|love|live|marry|date|hire|sit near|next|with|beside|to|by? to? <G>; ` +
      `want|wants <G> living|moving|sitting|working|near|next; wish|wishes <G> <adv> did|do n't|not exist; wish|wishes <G> were|was <adv> never|gone|dead`,
    phrase('hates', 0.86),
  ],
  [
    `<G> ${must} <adv> to? <adv> be|get <adv> ${killed}; <G> ${must} to? <adv> die|rot|burn|suffer|perish|disappear|hang|vanish|drown|starve <end>; ` +
      `<G> ${must} not|n't <adv> exist|live|breathe|breed|reproduce|survive; <G> deserve|deserves <fill> death|beating|bullet|bullets|extermination|genocide|rope|gas|slavery|prison; ` +
      `${self} <adv> hope|wish|pray that? <G> <adv> will? would? <adv> die|rot|burn|suffer|perish|drown|choke|disappear|starve; hope <G> <adv> get|gets ${killed}|cancer|aids|hurt; death to <G>; ` +
      `want|like|love to see <G> <adv> die|suffer|burn|hang|bleed|dead|killed|gone; if <G> <adv> dropped|died|drop|die|disappeared|vanished|burned; ` +
      `better _? _? if|without <G>; <G> ${must} <adv> to? <adv> be put down; wish <G> <adv> would? <adv> die|rot|burn|dead|gone; ` +
      `only good <G> ${be} _? dead; <G> ${be} better dead; <G> ${be} asking for it; <G> ${must} not|n't be alive|born`,
    phrase('harms', 0.92),
  ],
  [
    `${kill} <adv> off? <G> <end>; line|round|string|herd up <G>; round|line|string|herd <G> up; wipe|wipes out|off <G>; put down <G> <end>; gas <G>`,
    phrase('harms', 0.9, 'severe', { ordered: true }),
  ],
  [
    `<G> ${must} <adv> to? <adv> be|get <adv> ${expelled}; <G> ${must} <adv> to? <adv> go back|home|away; <G> ${must} <adv> to? <adv> leave|stay|fuck|piss <adv> out|away|and|us|our|this|off|the|home; ` +
      `<G> do|does|did ${not} <adv> belong; <G> ${be} ${not} <adv> fit for|to|near; <G> have|has no <adv> place|business|right; ` +
      `<G> belong|belongs in <adv> a|the|their|prison|jail|cages|zoos|hell _?; <G> get out|lost; <G> ${must} <adv> to? <adv> get out|lost; <G> should|must|gotta <adv> go <stop>; <G> have|has|need|needs to <adv> go <stop>`,
    phrase('excludes', 0.8, 'severe', { view: true }),
  ],
  [
    `${ban} <G> <end>; get rid of <G> <end>; be rid of <G> <end>; keep|throw|kick|drive|chase|ship|send|force|push <G> <adv> out|away|off|back|home; ` +
      `send|ship|kick|throw|drive back|out|away <G>; no more <G> <end>; stop letting <G>; why do|are|should we let|letting <G>; send them|em back; ` +
      `${self} do n't|not|nt <adv> want|need <G> here|in|on|around|near|anywhere|living`,
    phrase('excludes', 0.8, 'severe', { view: true, ordered: true }),
  ],
  [
    `<G> ${must} ${not} <adv> be <adv> allowed|permitted|let|given|hired|trusted|born|able|around|near; ` +
      `<G> ${must} ${not} <adv> have <adv> rights|a|any|children|kids|jobs|equal|access|power; <G> ${must} have no <adv> rights|say|vote|place; ` +
      `<G> ${must} ${not} <adv> vote|marry|drive|work|teach|adopt|own|hold|breed|reproduce|lead|raise|exist; ` +
      `<G> do|does|did ${not} <adv> deserve <adv> respect|rights|equal|equality|mercy|sympathy|pity|kindness|compassion|help|anything|human|better; <G> do|does|did ${not} <adv> deserve the same? right|rights|vote; <G> do|does|did ${not} <adv> deserve to <adv> live|exist|breathe|vote|marry|breed|work; <G> do|does ${not} <adv> deserve to <adv> be <adv> alive|free|here|happy|called|treated like|as?; <G> deserve|deserves no|nothing <adv> _?; <G> ${must} <adv> to? <adv> know|learn|remember|keep in? <adv> their|her place|mouths; <G> ${must} <adv> to? <adv> stay|be in|at the kitchen|home|house; ` +
      `<G> belong|belongs in the kitchen|home|bedroom; <G> ${must} <adv> to? <adv> obey|submit; <G> ${must} <adv> to? <adv> shut up|their; ` +
      `why do|should|must we let|allow|give <G>; why ${must}|do|are <G> <adv> allowed|permitted|given to|rights|any|the`,
    phrase('denies', 0.78),
  ],
  [
    `<G> <adv> deserve|deserves <adv> respect|rights|mercy|any|equal|kindness|pity|sympathy|better|help; <G> <adv> deserve|deserves to <adv> live|exist|breathe|vote|marry|work|win; <G> <adv> deserve|deserves to <adv> be <adv> alive|free|here|happy|trusted|hired; <G> ${must} <adv> be <adv> allowed|permitted|trusted|hired|let|given|born|near; ` +
      `<G> ${must} <adv> hold|own|vote|exist|teach|marry|run; <G> ${must} <adv> have <adv> rights|power|a|the|any; <G> ${be} <fill> human|honest|innocent|good|decent|trustworthy|capable|welcome|worth|civilized|fit|equal|smart|clean; <G> belongs|belong _?`,
    phrase('denies', 0.86, 'severe', { ofNone: true }),
  ],
  [
    'no such thing as a|an <adv> decent|honest|good|innocent|smart|clean|normal|moderate|real <G>; never _? _? met|meet|seen|find|known a|an <fill> decent|honest|good|smart|clean|intelligent|hardworking <G>; ' +
      "good|decent|honest <G> <adv> do|does n't|not exist; ",
    phrase('smears', 0.84),
  ],
  [
    `${be} <G> <adv> ${beasts}; ${be} <G> <fill> ${bad}; ${be} <G> even|really|actually|truly human|people; ${be} <G> <adv> even <adv> human|people`,
    phrase('dehumanises', 0.84, 'severe', { asked: true }),
  ],
  ["never|not|n't trust|hire|marry|date|befriend <G> <end>", phrase('smears', 0.8, 'severe', { ordered: true })],
  [
    `<G> ${be} ${not} <adv> welcome|wanted <adv> here|in|anywhere`,
    phrase('excludes', 0.62, 'moderate', { view: true }),
  ],
  [
    'take|strip <adv> away? <adv> _? _? rights|vote|right _? from|of|that? <G>',
    phrase('denies', 0.78, 'severe', { ordered: true }),
  ],
  [
    `up to me <adv> <G> would|'d <adv> be <adv> ${expelled}|${killed}|gone; my way <adv> <G> would|'d <adv> be <adv> ${expelled}|${killed}|gone`,
    phrase('excludes', 0.85),
  ],
  [
    `<G> ${be} <fill> objects|property|slaves|servants|possessions|subservient|toys; <G> ${be} ${not} <adv> as smart|intelligent|good|capable|clean|clever|civilized|human|worthy as; ` +
      `<G> will|can|'ll never be <adv> equal|human|civilized|one|real|like|normal|good|clean; <G> have no reason|right to <adv> exist|live|breathe|be; ` +
      `<G> ${be} <fill> mentally|mental ill|sick|deranged|disordered|cases|disturbed; <G> ${be} <fill> sick in the head; ` +
      `<G> ${must} be <adv> slaves|property|servants; <G> spread|spreads|carry <adv> disease|diseases|filth|germs; all <G> <adv> do is steal|complain|lie|whine|breed|cheat|rob|kill`,
    phrase('dehumanises', 0.8),
  ],
  [
    `<G> <adv> contribute|contributes|contributed|bring|brings|offer|give|add <adv> nothing; <G> <adv> have|has never <adv> contributed|done|achieved|invented|built|given; ` +
      `<G> <adv> live|lives|sponge off our|my|the|welfare|taxpayers|benefits; <G> <adv> care|cares only about money|themselves; <G> only care|cares about; ` +
      `<G> ${be} to blame for all|everything|every|our; is n't a single <adv> <G>; not one|a <adv> <G> <adv> can|is|deserves; not a single <G>; ` +
      `turn your back on <G>; fewer|less <G> the better; world needs|need fewer|less <G>; the only thing <G> ${be} good`,
    phrase('smears', 0.72, 'moderate'),
  ],
  [
    `<G> can|should|may <adv> go to hell; <G> can|should all? <adv> fuck|piss|sod off; <G> can all? <adv> rot|burn|die <end>; rather die than _? _? _? _? <G>; ` +
      `i|we would|'d never <adv> hire|marry|date|trust|vote|let|help|live|befriend for|near|with|next? to? <G> <end>; i|we would n't|not <adv> hire|marry|date|trust|touch|befriend <G> <end>; ` +
      `n't|not|never want _? _? _? near|around|beside <G>; happy|glad|love to? see <G> <adv> suffer|die|hurt|cry|fail; glad|happy when|that <G> die|suffer|get|got`,
    phrase('hates', 0.82),
  ],
  [
    `next|first <G> i|we <adv> see|meet|catch _? <adv> gets|will|is|dies|getting; if i <adv> see|meet|catch <G> _? _? i|we will|'ll|'m|am|would|'d <adv> going? to? ${kill}; coming for|after <G> <end>; ` +
      `<G> better|best <adv> watch|run|hide|leave|beware; <G> had better <adv> watch|run|hide|leave`,
    phrase('harms', 0.84),
  ],
];
