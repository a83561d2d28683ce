import type { Attribute, Scores } from '@moderato/domain';
import { attributeWords } from './words.js';

/** The measurements behind it, the highest first; those that round to nothing are left out. */
export function ScoreBars({ scores }: { scores: Scores }) {
  const shown = (Object.entries(scores) as [Attribute, number][])
    .filter(([, score]) => score >= 0.005)
    .toSorted(([, a], [, b]) => b - a);
  if (shown.length === 0) return <p className="quiet">Nothing in it raises a score.</p>;
  return (
    <dl className="scores">
      {shown.map(([attribute, score]) => (
        <div key={attribute} data-welcome={attribute === 'CONSTRUCTIVE' || undefined}>
          <dt>{attributeWords[attribute]}</dt>
          <dd>
            <span className="bar" aria-hidden="true">
              <span style={{ width: `${Math.round(score * 100)}%` }} />
            </span>
            {score.toFixed(2)}
          </dd>
        </div>
      ))}
    </dl>
  );
}
