import type { GuidelinesVersion } from '../api/contract.js';
import { type Group, groupOf, groups } from './clause-words.js';

interface Props {
  clauses: GuidelinesVersion['clauses'];
  only: Group | null;
  onOnly(group: Group | null): void;
}

/** What the colours mean, and a way to see one group alone. */
export function Legend({ clauses, only, onOnly }: Props) {
  const shown = (Object.keys(groups) as Group[])
    .map((group) => ({ group, count: clauses.filter(({ kind }) => groupOf(kind) === group).length }))
    .filter(({ count }) => count > 0);
  return (
    <fieldset className="legend" aria-label="Kinds of clause: show one alone">
      {shown.map(({ group, count }) => (
        <button
          key={group}
          type="button"
          data-group={group}
          aria-pressed={only === group}
          onClick={() => onOnly(only === group ? null : group)}
        >
          <span className="swatch" aria-hidden="true" />
          {groups[group]} <span className="legend-count">{count}</span>
        </button>
      ))}
      <span className="legend-note">
        <span className="swatch" data-enforced="false" aria-hidden="true" />
        Dotted: not enforced
      </span>
    </fieldset>
  );
}
