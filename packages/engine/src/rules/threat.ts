import type { Severity, Target } from '@moderato/domain';
import type { Item } from '../item.js';
import { role } from '../lexicon/grammar.js';
import { Phrases } from '../phrases.js';
import { type Evidence, findingsOf, type Rule } from '../rule.js';
import { gap, type Word } from '../words.js';

interface Menace {
  confidence: number;
  severity: Severity;
  kind: 'threat' | 'call' | 'wish';
}

const menace = (confidence: number, kind: Menace['kind'], severity: Severity = 'severe'): Menace => ({
  confidence,
  severity,
  kind,
});

const lethal =
  'kill|murder|shoot|stab|strangle|behead|hang|lynch|execute|decapitate|slaughter|exterminate|gas|poison|gut|rape|castrate';
const rough = 'beat|punch|slap|smack|hurt|hit|whip|choke|bash|smash|crush|destroy|break|maim|cripple|torture|hunt|burn';
const done =
  'shot|hanged|hung|killed|murdered|executed|lynched|beheaded|stabbed|raped|exterminated|gassed|castrated|drowned|strangled|crucified|guillotined|decapitated';
const roughly = 'beaten|punched|slapped|whipped|flogged|tortured|horsewhipped|assaulted|burned|hurt|smacked|caned';
const intend = "will|'ll|shall|gonna|should|wanna|might";
const people =
  'you|u|he|she|they|them|him|her|it|everyone|politicians|people|judges|liberals|republicans|democrats|immigrants|muslims|jews|blacks|gays|journalists|reporters|cops';
const somebody = 'someone|somebody|anyone|they|we|people|you';

const threats = new Phrases<Menace>([
  [
    `i|we ${intend} <adv> ${lethal} <them>; i|we 'm|am|are|'re <adv> going to <adv> ${lethal} <them>; i|we 'm|am|are|'re gonna <adv> ${lethal} <them>; ` +
      `i|we want|need to <adv> ${lethal} <them>; i|we would|'d <adv> ${lethal} <them>; i|we would|'d <adv> love|like to <adv> ${lethal} <them>; ` +
      `gonna|wanna <adv> ${lethal} <them>; i|we 'm|am|are coming to ${lethal} <them>; i ${intend} put|bury _? bullet|knife in|through <them>; ` +
      'put|puts a bullet in|through your|his|her|their|its _?; slit|cut|slash your|his|her|their throat|throats; ' +
      "you|u 're|are a dead man|woman; you|u will|'ll <adv> be dead; i know where you|u live; i|we will|'ll|am|'m hunt|hunting you|u down; " +
      "i|we will|'ll find you and _ _; kill|shoot|stab|hang|behead|lynch|burn them|em all; line them|em|him|her up and shoot",
    menace(0.93, 'threat'),
  ],
  [
    'kill|hang|shoot|drown yourself; kys; go die|hang _? _?; die in a fire; go kill yourself; drop dead you|u; ' +
      `i|we <adv> hope|wish|pray that? you|u|he|she|they|your|his <adv> _? die|dies|rot|rots|burn|burns|choke|suffer|suffers|bleed|bleeds; ` +
      `i|we <adv> hope|wish that? you|u|he|she|they|someone _? get|gets|are|is|catch|catches|has|have _? cancer|aids|covid|${done}|${roughly}|run|hit; ` +
      `hope that? you|u|he|she|they|your _? die|dies|rot|rots|burn|burns|choke|suffer; hope you|u|he|she|they _? get|gets cancer|aids|${done}|${roughly}; ` +
      'i|we hope|wish someone|somebody shoots|kills|stabs|murders|rapes|beats <them>; hope someone|somebody shoots|kills|stabs|rapes|beats <them>',
    menace(0.9, 'wish'),
  ],
  [
    `${somebody} should|must|ought|needs|need|oughta|has|gotta to? <adv> ${lethal} <them>; someone|somebody please <adv> ${lethal} <them>; ` +
      `please ${lethal} <them>; ${somebody} should|must|ought|needs|need to? <adv> put a bullet; where is a sniper|assassin|gunman when; ` +
      `you|u should|must|deserve|deserves|need|ought|'ll|will to? <adv> be|get <adv> ${done}|${roughly}|dead; you|u deserve to <adv> die|rot|burn|suffer; ` +
      'you|u should <adv> die|rot|burn; you|u need to <adv> die|hang|burn; better off dead',
    menace(0.89, 'call'),
  ],
  [
    `i|we ${intend} <adv> ${rough} <them>; i|we 'm|am|are|'re <adv> going to <adv> ${rough} <them>; i|we 'm|am|are|'re gonna <adv> ${rough} <them>; ` +
      `i|we would|'d <adv> love|like to <adv> ${rough} <them>; gonna <adv> ${rough} <them>; you|u better|best watch your back; watch your back; ` +
      "your days are numbered; you|u 're|are <adv> dead; kick your|ur <adv> ass|teeth|head in?; break your|his|her _? neck|legs|jaw|arms|bones|nose|face; " +
      "bash|smash|cave your|his|her _? head|skull|face|teeth in?; beat the <adv> crap|shit|hell|daylights out of you|u; i|we 'll|will make you pay|suffer; " +
      "you|u will|'ll <adv> regret this|that|it; i|we 'm|am|are coming for you|u; i|we will|'ll|'m|am come|coming after you|u",
    menace(0.82, 'threat', 'moderate'),
  ],
  [
    `${somebody} should|must|needs|need|ought to? <adv> ${rough} <them>; string <them> up; string <them> up from; ` +
      'burn|rot|roast in hell; drop dead right|now|already; go play in traffic; jump off a bridge|cliff|building; take a long walk off a short pier; deserves|deserve a bullet; ' +
      'deserves|deserve to <adv> die|rot|hang|suffer|burn; needs|need to <adv> die|hang; needs a bullet',
    menace(0.72, 'wish', 'moderate'),
  ],
  [
    `${people} should|must|deserve|deserves|need|needs|ought to? <adv> all? be|get <adv> ${done}; should|deserves|deserve|must|needs|need|ought to? <adv> all? be|get <adv> ${done}`,
    menace(0.76, 'call'),
  ],
  [`should|deserves|deserve|needs|need|ought to? <adv> all? be|get <adv> ${roughly}`, menace(0.6, 'call', 'moderate')],
]);

/** Right after the victim these make an idiom of it: "shoot me an e-mail", "beat you to it", "hang him out to dry". */
const idiomAfter = new Set(
  'an email emails message messages note text line link question dm pm to at in by with down on over out softly for from'.split(
    ' ',
  ),
);
const idiomVerbs = new Set([
  'shoot',
  'beat',
  'hit',
  'hang',
  'hurt',
  'smack',
  'whip',
  'crush',
  'destroy',
  'burn',
  'break',
  'hunt',
  'gut',
]);
/** What a verb of this kind is done to in the news or in jest, not to a person. */
const things = new Set(['this', 'that', 'it', 'these', 'those', 'em']);
const thingly = new Set(
  [
    'bill jobs job project law deal idea plan train economy market rail budget tax thing record records virus weeds rats proposal program growth'.split(
      ' ',
    ),
  ].flat(),
);

const negatedOrReported = (words: readonly Word[], first: number): boolean => {
  for (let at = first - 1; at >= 0 && first - at <= 5; at--) {
    const word = words[at] as Word;
    if ((words[at + 1]?.gap ?? 0) >= gap.clause) return false;
    if (word.roles & (role.negation | role.naming)) return true;
    if (word.roles & role.saying && !((words[at - 1]?.roles ?? 0) & role.self)) return true;
    if (/^(?:threat|warn|vow|accus|arrest|convict|charg|suspect)/.test(word.form)) return true;
  }
  return false;
};

function isIdiom(words: readonly Word[], first: number, last: number): boolean {
  const inside = words.slice(first, last + 1);
  if (inside.some(({ roles }) => roles & role.negation)) return true;
  const victim = words[last] as Word;
  const next = words[last + 1];
  const follows = next !== undefined && next.gap === gap.none ? next.form : '';
  if (things.has(victim.form) && (follows === '' || thingly.has(follows) || thingly.has(words[last + 2]?.form ?? '')))
    return true;
  if (victim.form === 'dead' && follows !== '' && follows !== 'meat') return true; // "you're dead wrong"
  if (victim.form === 'hit') return /^(?:with|hard|in)$/.test(follows); // "hit with a fine"
  if (!inside.some(({ form }) => idiomVerbs.has(form))) return false;
  return idiomAfter.has(follows) && follows !== 'with'
    ? follows !== 'down' && follows !== 'for' && follows !== 'in'
    : false;
}

function targetOf(item: Item, first: number, last: number): Target {
  for (let at = first; at <= last; at++) {
    const { roles } = item.words[at] as Word;
    const named = item.personAt(at);
    if (named !== undefined) return named;
    if (roles & (role.you | role.your)) return 'commenter';
    if (roles & role.author) return 'author';
    if (roles & role.group) return 'group';
  }
  const before = item.words[first - 1];
  if (before === undefined || (item.words[first]?.gap ?? 0) > gap.none) return 'none';
  return (
    item.personAt(first - 1) ?? (before.roles & role.author ? 'author' : before.roles & role.group ? 'group' : 'none')
  );
}

const explanations: Record<Menace['kind'], string> = {
  threat: 'Threatens a person with violence.',
  call: 'Calls for violence against a person.',
  wish: 'Wishes harm or death on a person.',
};

/** Violence that is threatened, called for or wished on people; idioms and reports of violence are none. */
export const threat: Rule = {
  id: 'threat',
  evaluate(item) {
    const found: Evidence[] = [];
    for (const { meaning, first, last } of threats.matches(item)) {
      if (negatedOrReported(item.words, first) || isIdiom(item.words, first, last)) continue;
      const { confidence, severity, kind } = meaning;
      found.push({
        confidence,
        severity,
        target: targetOf(item, first, last),
        explanation: explanations[kind],
        first,
        last,
        raises: { THREAT: 1, TOXICITY: 0.95, ...(severity === 'severe' && { SEVERE_TOXICITY: 0.7 }) },
      });
    }
    return findingsOf('threat', item, found);
  },
};
