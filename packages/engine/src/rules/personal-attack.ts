import type { Target } from '@moderato/domain';
import { type InsultHit, insultsIn } from '../insults.js';
import type { Item } from '../item.js';
import { role } from '../lexicon/grammar.js';
import { isOrder, Phrases } from '../phrases.js';
import { type Evidence, findingsOf, type Rule } from '../rule.js';
import { gap, type Word } from '../words.js';

/** Whole sayings that attack whoever they are said to, with their confidence (0..1). */
const sayings = new Phrases<number>([
  [
    'fuck|fuk|fck|f*ck you|u|off|yourself; go fuck|screw|f*ck yourself; eat shit; suck my _; shut the fuck up; ' +
      "up yours; you|u <adv> disgust me; go to hell you|u; you|u 're|are dead to me; you|u <be> full of shit; die in a hole",
    0.92,
  ],
  [
    'shut your|ur|yer <adv> mouth|trap|face|hole|piehole; shut the hell up; shut up you|u _?; screw you; stfu; gtfo; ' +
      'kiss my _? ass|arse|butt; go to hell; how <adv> stupid|dumb|dense|thick|ignorant are|can you|u; ' +
      'everyone|everybody _? _? hates|despises|loathes you; no one|body _? likes|wants you; nobody _? likes|wants you; ' +
      'i _? hate|despise|loathe you; your|ur|yer <adv> tiny|small|little|pea|feeble|puny|limited|pathetic|simple ' +
      'brain|mind|intellect|iq; your|ur|yer low iq; your|ur|yer <adv> stupid|ugly|fat|smug|dumb|dirty|filthy ' +
      "face|ass|mouth|head|mother|mom|mug|trap; you|u have|got <adv> no brain|brains; you|u have the <adv> iq|brain|brains|intelligence of _ _; f u|you; you|u do|does n't|nt|not have a brain; " +
      'you|u lack a brain; you|u lying _? sack',
    0.86,
  ],
  [
    'you|u people? <adv> make me sick; i am|m sick of you people; sick of you people; you|u <adv> suck; crawl back _? _? _? rock|hole|cave|basement; ' +
      'grow a brain|spine|pair; get a brain; your|ur|yer mother|mom|mama is|was|wears; off your|ur|yer meds|rocker; ' +
      'take your|ur|yer meds; you|u have <adv> no shame|decency; what is|s wrong with you people; ' +
      "you|u need <adv> psychiatric|mental help; i pity you|u; you|u 're|are beneath contempt",
    0.66,
  ],
  ['your|ur|yer stupidity|idiocy', 0.54],
]);

/** Attacks only as orders: "he should shut up" and "it made them go away" are none. */
const orders = new Phrases<number>([
  ['piss off; bug off', 0.66],
  ['shut up; get a life; learn to read; get lost; bite me; go away', 0.56],
]);

const belittlesAuthor = new Phrases<number>([
  [
    'so called journalist|journalists|reporter|reporters|writer|columnist|author|editor; hack journalist|reporter|writer',
    0.62,
  ],
]);

const explanations: Partial<Record<Target, string>> = {
  commenter: 'Insults another commenter directly.',
  author: 'Insults the author of the story.',
  storyPerson: 'Insults a person in the story.',
};

const manners = { told: 1, asked: 0.85, urged: 0.68, reported: 0.6, third: 0, thing: 0, bare: 0, exempt: 0 };

const attackOn = (target: Target): Evidence['raises'] => ({
  TOXICITY: 1,
  INSULT: 1,
  ...(target === 'commenter' && { ATTACK_ON_COMMENTER: 1 }),
  ...(target === 'author' && { ATTACK_ON_AUTHOR: 1 }),
});

function evidenceOf({ insult, aim: { manner, target }, first, last }: InsultHit): Evidence | null {
  const explanation = explanations[target];
  const told = insult.told * manners[manner];
  if (explanation === undefined || told === 0) return null;
  // People in the news must bear more: review at most.
  const absent = target === 'storyPerson';
  const confidence = absent ? Math.min(0.64, told * 0.7) : told;
  return {
    confidence,
    severity: absent ? 'mild' : 'moderate',
    target,
    explanation,
    first,
    last,
    raises: attackOn(target),
  };
}

/** "Never tell him to shut up" and "he told me to shut up" are nobody's attack. */
function isOwn(words: readonly Word[], first: number): boolean {
  for (let at = first - 1; at >= 0 && first - at <= 4; at--) {
    const word = words[at] as Word;
    if ((words[at + 1]?.gap ?? 0) >= gap.clause) return true;
    if (word.roles & (role.naming | role.negation)) return false;
    if (word.roles & role.saying && !((words[at - 1]?.roles ?? 0) & role.self)) return false;
  }
  return true;
}

function sayingsIn(item: Item): Evidence[] {
  const found: Evidence[] = [];
  for (const { meaning: confidence, first, last } of belittlesAuthor.matches(item)) {
    const explanation = "Belittles the story's author.";
    found.push({
      confidence,
      severity: 'mild',
      target: 'author',
      explanation,
      first,
      last,
      raises: attackOn('author'),
    });
  }
  const ordered = orders.matches(item).filter(({ first }) => isOrder(item.words, first));
  const said = sayings.matches(item).filter(({ first }) => isOwn(item.words, first));
  for (const { meaning: confidence, first, last } of [...said, ...ordered]) {
    const explanation = 'Attacks another commenter instead of what was said.';
    found.push({
      confidence,
      severity: 'moderate',
      target: 'commenter',
      explanation,
      first,
      last,
      raises: attackOn('commenter'),
    });
  }
  return found;
}

/** Insults aimed at a commenter, the story's author or a person in the story; never at ideas, acts or institutions. */
export const personalAttack: Rule = {
  id: 'personal-attack',
  evaluate(item) {
    const insults = insultsIn(item).map(evidenceOf);
    return findingsOf('personal-attack', item, [...insults.filter((found) => found !== null), ...sayingsIn(item)]);
  },
};
