import type { Finding } from '@moderato/domain';
import type { Guidelines } from '../api/contract.js';
import { clauseSentence } from './clause-sentence.js';
import { percent, severityWords, targetWords } from './words.js';

interface Props {
  finding: Finding;
  /** The text that the clause was cut from; null where another version is live by now. */
  guidelines: Guidelines | null;
  version: number;
  /** True where the finding before it quotes the same sentence: the clause alone is enough then. */
  sameSentence: boolean;
}

function Sentence({ finding: { clause }, guidelines, version, sameSentence }: Props) {
  const sentence = guidelines && !sameSentence && clauseSentence(guidelines.source, clause);
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
      {!sameSentence && <footer>Your guidelines, version {version}</footer>}
    </blockquote>
  );
}

/** One clause that is said not to be met: in its own words, whom it is aimed at, and why. */
export function FindingCard(props: Props) {
  const { severity, target, explanation, confidence, rule } = props.finding;
  return (
    <li className="finding">
      <p className="finding-facts">
        {rule !== 'moderator' && (
          <span className="severity" data-severity={severity}>
            {severityWords[severity]}
          </span>
        )}
        {targetWords[target] && <span>{targetWords[target]}</span>}
      </p>
      {props.finding.clause.text !== '' && <Sentence {...props} />}
      <p className="explanation">
        <bdi>{explanation}</bdi>
        {rule !== 'moderator' && <span className="quiet"> The rule is {percent(confidence)} sure.</span>}
      </p>
    </li>
  );
}
