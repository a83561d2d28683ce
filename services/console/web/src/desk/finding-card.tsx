import type { Finding } from '@moderato/domain';
import type { Guidelines } from '../api/contract.js';
import { clauseSentence } from './clause-sentence.js';
import { percent, severityWords, targetWords } from './words.js';

interface Props {
  finding: Finding;
  /** The text that the clause was cut from; null where another version is live by now. */
  guidelines: Guidelines | null;
  version: number;
}

function Sentence({ finding: { clause }, guidelines, version }: Props) {
  const sentence = guidelines && clauseSentence(guidelines.source, clause);
  return (
    <blockquote className="quoted clause-sentence" dir="auto">
      {sentence && sentence.clause === clause.text ? (
        <>
          “{sentence.before}
          <em>{sentence.clause}</em>
          {sentence.after}”
        </>
      ) : (
        <>“{clause.text}”</>
      )}
      <footer>Your guidelines, version {version}</footer>
    </blockquote>
  );
}

/** One clause that is said not to be met: in its own words, whom it is aimed at, and why. */
export function FindingCard(props: Props) {
  const { severity, target, explanation, confidence, rule } = props.finding;
  return (
    <li className="finding">
      <p className="finding-facts">
        <span className="severity" data-severity={severity}>
          {severityWords[severity]}
        </span>
        {targetWords[target] && <span>{targetWords[target]}</span>}
        {rule !== 'moderator' && <span>rule {percent(confidence)} sure</span>}
      </p>
      <Sentence {...props} />
      <p className="explanation" dir="auto">
        {explanation}
      </p>
    </li>
  );
}
