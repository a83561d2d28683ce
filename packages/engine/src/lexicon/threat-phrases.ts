import type { Severity } from '@moderato/domain';

export interface Menace {
  /** 0..1. */
  confidence: number;
  severity: Severity;
  kind: 'threat' | 'call' | 'wish' | 'veiled';
  /** Only as an order, or as what the author would have done. */
  ordered?: boolean;
}

const menace = (confidence: number, kind: Menace['kind'], severity: Severity = 'severe', ordered = false): Menace => ({
  confidence,
  severity,
  kind,
  ordered,
});

const lethal =
  'kill|murder|shoot|stab|strangle|behead|hang|lynch|execute|decapitate|slaughter|exterminate|gas|poison|gut|rape|castrate|drown|assassinate';
const rough =
  'beat|punch|slap|smack|hurt|hit|whip|choke|bash|smash|crush|destroy|break|maim|cripple|torture|hunt|burn|batter|pummel';
const done =
  'shot|hanged|hung|killed|murdered|executed|lynched|beheaded|stabbed|raped|exterminated|gassed|castrated|drowned|strangled|crucified|' +
  'guillotined|decapitated|assassinated|slaughtered';
const roughly =
  'beaten|punched|slapped|whipped|flogged|tortured|horsewhipped|assaulted|burned|hurt|smacked|caned|kicked|clubbed|waterboarded';
const intend = "will|'ll|shall|gonna|should|wanna|might";
const people =
  'you|u|he|she|they|them|him|her|it|everyone|politicians|people|judges|liberals|republicans|democrats|journalists|reporters|cops';
const somebody = 'someone|somebody|anyone|they|we|people|you|u';
const must = 'should|must|ought|needs|need|oughta|has|gotta';
const ought = 'should|deserves|deserve|needs|need|ought to? <adv> all?';
const parts = 'neck|legs|leg|jaw|arms|arm|bones|nose|face|knees|kneecaps|fingers|teeth|skull|head|ribs|spine';

/** Violence threatened, called for, wished or hinted at. `<them>`, `<they>`: a person. */
export const threatPhrases: readonly (readonly [phrases: string, meaning: Menace])[] = [
  [
    `i|we ${intend} <adv> ${lethal} <them>; i|we 'm|am|are|'re <adv> going to <adv> ${lethal} <them>; i|we 'm|am|are|'re gonna <adv> ${lethal} <them>; ` +
      `i|we want|need to <adv> ${lethal} <them>; i|we would|'d <adv> ${lethal} <them>; i|we would|'d <adv> love|like to <adv> ${lethal} <them>; ` +
      `gonna|wanna <adv> ${lethal} <them>; i|we 'm|am|are coming to ${lethal} <them>; i|we ${intend} put|bury|plant a|my _? bullet|knife|blade in|through|into <them>; ` +
      'put|puts a bullet in|through|into your|his|her|their|its _?; slit|cut|slash your|his|her|their <adv> throat|throats; ' +
      "you|u 're|are a dead man|woman; you|u will|'ll <adv> be dead; i know where you|u live; i|we will|'ll|am|'m hunt|hunting you|u down; " +
      `i|we will|'ll|'m|am <adv> going? to? find <them> and <adv> ${lethal}|${rough}|cut|hunt; i|we will|'ll find you and _ _; kill|shoot|stab|hang|behead|lynch|burn them|em all; ` +
      'line them|em|him|her up and shoot; burn|torch|bomb|shoot your|his|her|their house|home|office|car|place down|up; ' +
      `${somebody} ${must} to? <adv> put|puts a bullet|knife in|through|into`,
    menace(0.93, 'threat'),
  ],
  [
    'kill|hang|shoot|drown|neck|unalive|off yourself|urself|yourselves; kys; go die|hang _? _?; die in a fire; go kill yourself; drop dead you|u; ' +
      'i|we <adv> hope|wish|pray that? <they> _? <adv> die|dies|rot|rots|burn|burns|choke|chokes|suffer|suffers|bleed|bleeds|drown|drowns|starve; ' +
      `i|we <adv> hope|wish that? <they> _? <adv> get|gets|are|is|catch|catches|has|have _? cancer|aids|covid|${done}|${roughly}|run|hit; ` +
      'i|we <adv> hope|wish that? your|his|her _? dies|die|burns|burn|rots|get|gets _? _?; may you|u|he|she|they <adv> rot|die|burn|suffer|choke; ' +
      `hope that? <they> _? <adv> die|dies|rot|rots|burn|burns|choke|chokes|suffer; hope <they> _? get|gets cancer|aids|${done}|${roughly}; ` +
      'i|we <adv> hope|wish someone|somebody|anyone <adv> shoots|kills|stabs|murders|rapes|beats|hangs|drowns|poisons <them>; hope someone|somebody shoots|kills|stabs|rapes|beats <them>; ' +
      `wish <they> were|was <adv> dead; would be great|nice|good|better|wonderful if <they> _? got|get|was|were|is <adv> ${done}|${roughly}; would be great|nice|good|better if <they> _? died|drowned|choked; ` +
      "world would be _? better _? without you|u; dance|piss|spit on your grave; you|u do n't|not deserve to be alive|live|breathe",
    menace(0.9, 'wish'),
  ],
  [
    `${somebody} ${must} to? <adv> ${lethal} <them>; someone|somebody please <adv> ${lethal} <them>; ` +
      `please ${lethal} <them>; where is|are a|the sniper|assassin|gunman|snipers when; ` +
      `you|u should|must|deserve|deserves|need|ought|'ll|will to? <adv> be|get <adv> ${done}|dead; you|u should|must|deserve|need|ought to? <adv> be|get <adv> ${roughly}; you|u deserve to <adv> die|rot|burn|suffer; ` +
      'you|u should <adv> die|rot|burn; you|u need to <adv> die|hang|burn; better off dead; you|u ought to be|get _? dead; the|this world favor|favour and die|hang',
    menace(0.89, 'call'),
  ],
  [
    `i|we ${intend} <adv> ${rough} <them>; i|we 'm|am|are|'re <adv> going to <adv> ${rough} <them>; i|we 'm|am|are|'re gonna <adv> ${rough} <them>; ` +
      `i|we would|'d <adv> love|like to <adv> ${rough} <them>; gonna <adv> ${rough} <them>; you|u better|best watch your back; watch your back; ` +
      `your days are numbered; you|u 're|are <adv> dead; kick your|ur <adv> ass|teeth|head in?; ${rough} your|his|her _? ${parts} in?; ` +
      `beat the <adv> crap|shit|hell|daylights out of you|u; i|we 'll|will make you|u pay|suffer|bleed|scream; knock your|his|her _? teeth|head|block in|out|off; ` +
      "you|u will|'ll <adv> regret this|that|it; i|we 'm|am|are coming for you|u; i|we will|'ll|'m|am come|coming after you|u",
    menace(0.82, 'threat', 'moderate'),
  ],
  [
    `${somebody} ${must} to? <adv> ${rough} <them>; ${somebody} ${must} to? <adv> ${rough} your|his|her _? ${parts}; string <them> up; string <them> up from; ` +
      'burn|rot|roast in hell; drop dead right|now|already; deserves|deserve a bullet|beating; needs|need a bullet; ' +
      'deserves|deserve to <adv> die|rot|hang|suffer|burn; needs|need to <adv> die',
    menace(0.72, 'wish', 'moderate'),
  ],
  [
    `${people} should|must|deserve|deserves|need|needs|ought to? <adv> all? be|get <adv> ${done}; should|deserves|deserve|must|needs|need|ought to? <adv> all? be|get <adv> ${done}`,
    menace(0.76, 'call'),
  ],
  [
    'kill|shoot|hang|behead|lynch|execute|murder him|her|them|em; kill|shoot|hang|execute|lynch the|this|that|these|those <adv> bastard|bastards|pig|pigs|traitor|traitors|' +
      'scum|scumbag|sob|animal|animals|thug|thugs|crook|crooks|idiots|idiot|judge|judges|mayor; cut|chop off his|her|their|your head|hands|balls|legs; ' +
      'cut|chop his|her|their|your head|hands|arms|legs|balls off',
    menace(0.74, 'call', 'moderate', true),
  ],
  [
    'go play in traffic; jump|walk|drive off a|the nearest? bridge|cliff|building; take a long walk off a short pier; drink bleach; stick your head in an|the oven; hold your breath until',
    menace(0.7, 'wish', 'moderate', true),
  ],
  [
    `be a shame|pity if something|anything happened|happens to; sleep with one eye open; you|u wo|will n't|not see it|me|us coming; look over your shoulder; ` +
      "you|u will|'ll|'re|are <adv> get|going what you|u deserve; get|gets what 's coming to you|u; know|knows where your _? kids|children|family|wife|mother _? go|goes|live|lives|works|school; " +
      'know where you|u work|sleep|park; pay you|u a visit; visit your|his|her house|home|family tonight|soon; accidents happen you|u|to; ' +
      'you|u better|best hope|pray i|we; i|we hope|trust your life|house insurance; you|u have been warned; snitches get stitches; you|u better|best be careful|start running; find out where you|u live',
    menace(0.66, 'veiled', 'moderate'),
  ],
  [
    `${ought} be|get <adv> assaulted|tortured|clubbed|flogged|horsewhipped|waterboarded; ${ought} be|get burned|skinned|buried alive; ` +
      `${ought} be|get <adv> beaten with|to|until|senseless|bloody|up; ${ought} be|get lined|stood up against a|the wall`,
    menace(0.6, 'call', 'moderate'),
  ],
];
