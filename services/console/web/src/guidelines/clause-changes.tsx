import type { GuidelinesVersion } from '../api/contract.js';
import { ClauseLink } from './clause-link.js';
import { kindWords, limitsOf, numbersOf } from './clause-words.js';

type Changes = NonNullable<GuidelinesVersion['changes']>;
type Clause = Changes['added'][number];

const words = ({ kind, text }: Clause) => (
  <>
    {kindWords(kind)}: <span className="quoted">“{text}”</span>
  </>
);

/** The same words with other settings, or other words: what a reader of the list must know. */
function difference({ before, after }: Changes['changed'][number]): string {
  if (before.text !== after.text) return `was “${before.text}”`;
  if (before.enforced !== after.enforced) return after.enforced ? 'is enforced now' : 'is enforced no more';
  if (before.demand !== after.demand) return 'demands something else';
  const [was, is] = [limitsOf(numbersOf(before)), limitsOf(numbersOf(after))];
  if (was.join() !== is.join()) return `${was.join(', ') || 'no number'} before, ${is.join(', ') || 'none'} now`;
  if (before.rules.join() !== after.rules.join()) return 'enforced by other rules';
  return 'other settings';
}

interface Props {
  changes: Changes;
  /** Whether clauses can be opened: not while a text is being written. */
  linked?: boolean;
}

/** Clauses added, removed and changed against the live version. */
export function ClauseChanges({ changes: { against, added, removed, changed }, linked = true }: Props) {
  const open = (clause: Clause) =>
    linked ? <ClauseLink clauseId={clause.id}>{words(clause)}</ClauseLink> : words(clause);
  if (added.length + removed.length + changed.length === 0) {
    return against === null ? null : <p className="quiet">No clause changes against version {against}.</p>;
  }
  return (
    <ul className="clause-changes" aria-label="Changed clauses">
      {added.map((clause) => (
        <li key={`added ${clause.id}`} data-change="added">
          <strong>Added</strong> {open(clause)}
        </li>
      ))}
      {removed.map((clause) => (
        <li key={`removed ${clause.id}`} data-change="removed">
          <strong>Removed</strong> {words(clause)}
        </li>
      ))}
      {changed.map((change) => (
        <li key={`changed ${change.after.id}`} data-change="changed">
          <strong>Changed</strong> {open(change.after)} <span className="quiet">({difference(change)})</span>
        </li>
      ))}
    </ul>
  );
}
