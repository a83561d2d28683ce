import { found, spansOf, together } from '../found.js';
import { insultsIn } from '../insults.js';
import type { Item } from '../item.js';
import type { RawFinding, Rule } from '../rule.js';
import { Sayings } from '../sayings.js';

const stalking = new Sayings([
  [
    'i|we know where you live|work|sleep|park; i|we know where your kids|children|family|wife|husband _? _? school|live|work; ' +
      'i|we know what you drive; i|we found your address|house|employer|facebook|linkedin|profile; i|we have your address|name; ' +
      "i|we will|wo|ll|'ll find out who you are; i|we will|ll|'ll find you; i|we 'm|am|'re|are watching you; " +
      "i|we will|ll|'ll make your life hell|miserable|unbearable; i|we will|ll|'ll ruin your life|career; " +
      "you will|ll|'ll be hearing from me; i|we will|ll|'ll never leave you alone; i|we will|ll|'ll follow you _? _? everywhere|anywhere|around; " +
      "i|we will|ll|'ll tell|call|contact|inform your boss|employer|wife|husband|mother|school|landlord; " +
      'i|we called|contacted|emailed|told your boss|employer|wife|husband|school|landlord',
    0.84,
  ],
  [
    "everybody|everyone|somebody|someone find|dig|post|get his|her|their address|number|employer|house|name; let|lets 's? find _? where he|she|they lives|live|works|work; " +
      "let|lets 's? all flag|report|spam|swarm|bombard|flood him|her|them|you; every time you post|comment|write; " +
      "i will|ll|'ll reply|respond to every|each _? comment|post of? yours?; no one|body wants you here; nobody wants you here; " +
      "get off this site|forum|board|page and never; leave this site|forum|board and never; why do n't you just disappear; " +
      "go away and never come|return; you do not belong|deserve here|to; you do n't belong here",
    0.6,
  ],
]);

const fewestInsults = 3;

/** One commenter insulted again and again in one comment. */
function pilingOn(item: Item): RawFinding[] {
  if (item.offensive.length < fewestInsults) return [];
  const told = insultsIn(item).filter(({ aim }) => aim.target === 'commenter' && aim.manner !== 'thing');
  if (told.length < fewestInsults) return [];
  return [
    found('harassment', {
      severity: told.length > fewestInsults ? 'severe' : 'moderate',
      confidence: Math.min(0.9, 0.5 + 0.1 * told.length),
      target: 'commenter',
      explanation: 'Insults another commenter again and again.',
      spans: spansOf(item, told),
    }),
  ];
}

/** Stalking, threats to a commenter's life outside the thread, calls to hound somebody, insult upon insult. */
export const harassment: Rule = {
  id: 'harassment',
  onlyWhereAsked: true,
  evaluate(item) {
    const said = stalking.in(item);
    if (said.length === 0) return pilingOn(item);
    const hounding = found('harassment', {
      severity: 'moderate',
      confidence: together(said, 0.08, 0.95),
      target: 'commenter',
      explanation: 'Hounds somebody, or calls on others to.',
      spans: spansOf(item, said),
    });
    return [hounding, ...pilingOn(item)];
  },
};
