import type { BacktestTally } from '@moderato/domain';
import { columns, count, printable } from './describe-policy.js';

const mostClauses = 12;

/** What a backtest counted, for people: how many decisions would change, which way, and by which clauses. */
export function describeTally({ compared, flips, byClause }: BacktestTally, more = ''): string {
  const total = Object.values(flips).reduce((sum, n) => sum + n, 0);
  const share = compared > 0 ? ` (${((100 * total) / compared).toFixed(1)} %)` : '';
  const ways = Object.entries(flips).sort(([, a], [, b]) => b - a);
  const clauses = Object.entries(byClause).sort(([, a], [, b]) => b.stricter + b.laxer - a.stricter - a.laxer);
  const rows = clauses
    .slice(0, mostClauses)
    .map(([text, { stricter, laxer }]) => [
      `  ${stricter.toLocaleString('en')} stricter`,
      `${laxer.toLocaleString('en')} laxer`,
      `“${printable(text)}”`,
    ]);
  return [
    `${count(total, 'decision')} of ${compared.toLocaleString('en')} would change${share}${more}\n`,
    columns(ways.map(([flip, n]) => [`  ${flip.replace('→', ' → ')}`, n.toLocaleString('en')])),
    ...(rows.length > 0 ? ['\nBy clause\n', columns(rows)] : []),
  ].join('');
}
