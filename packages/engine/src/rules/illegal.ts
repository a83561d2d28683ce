import { found, spansOf, together } from '../found.js';
import type { Rule } from '../rule.js';
import { Sayings } from '../sayings.js';

const drugs =
  'cocaine|heroin|meth|fentanyl|mdma|ecstasy|lsd|weed|ketamine|oxy|oxycontin|oxycodone|xanax|adderall|percocet|steroids';
const papers =
  'passport|passports|license|licenses|licence|licences|id|ids|documents|diploma|diplomas|certificate|certificates|visa|visas';

const dealings = new Sayings([
  [
    `buy|buying|order|ordering|get|getting|score|scoring|selling|sell _? ${drugs} online|from|here|cheap|at|on|dm|call|text|whatsapp|telegram|with|without; ` +
      `where can|do|could i|we|you|one buy|get|score|find _? ${drugs}; got|have ${drugs} for sale; ${drugs} for sale; best dealer|plug|connect in|for|around; ` +
      `fake|forged|counterfeit|bogus ${papers} for|available|online|from|here|at|on|we|call|text; counterfeit|fake|undetectable money|bills|notes|banknotes for|available|online; ` +
      'cloned|stolen credit|bank|debit cards|card|accounts|account for|available|here; hitman|hitmen for hire; unregistered|untraceable|ghost guns|gun for|available|without; ' +
      'guns|gun|firearms|rifles for sale no|without background|papers|license',
    0.72,
  ],
  [
    'how to make|build|cook|assemble a|an|your|some? _? bomb|bombs|explosives|meth|napalm|silencer|thermite; how to hack|hacking into? _? account|accounts|email|facebook|phone|atm|wifi; ' +
      'watch|stream|download it|this|them|the|full _? game|movie|match|episode|fight _? free illegally|pirated|torrent; free illegal stream|streams; pirate|pirated|illegal stream|streams|copy|copies|download|downloads|torrent of|at|here|for|available|link; ' +
      'torrent link|links|here; crack|cracked software|version|key|keys download|here|available; ' +
      'insider tip|trading tip|tips for sale; evade|dodge|cheat on your taxes like|by|this|here; ' +
      "let|lets 's? burn|torch|loot|vandalize|smash|raid _? _? house|office|store|stores|building|courthouse|capitol|station|church|mosque|temple; " +
      'go|everybody|everyone loot|burn|torch|smash|vandalize _? store|stores|shop|shops|building|office|house',
    0.6,
  ],
]);

/** Offers of and calls for what the law forbids. News of crime, and views of the law, are none. */
export const illegal: Rule = {
  id: 'illegal',
  onlyWhereAsked: true,
  evaluate(item) {
    const said = dealings.in(item);
    if (said.length === 0) return [];
    return [
      found('illegal', {
        severity: 'moderate',
        confidence: together(said, 0.08, 0.9),
        explanation: 'Offers or asks for something that the law may forbid.',
        spans: spansOf(item, said),
      }),
    ];
  },
};
