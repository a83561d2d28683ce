import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { GuidelinesVersion, TryAnswer } from '../api/contract.js';
import { tryComment as decide } from '../api/guidelines-queries.js';
import { CommentText } from '../desk/comment-text.js';
import { degradedReason, percent, severityWords } from '../desk/words.js';
import { ClauseLink } from './clause-link.js';
import { kindWords } from './clause-words.js';

export interface Trial {
  text: string;
  setText(text: string): void;
}

const verdicts = {
  approve: 'It would be published.',
  review: 'It would be held for a moderator.',
  reject: 'It would be rejected.',
};

interface ResultProps {
  answer: TryAnswer;
  tried: string;
  version: GuidelinesVersion;
  clauseId: string | undefined;
}

function Findings({ answer: { findings }, version, clauseId }: ResultProps) {
  return (
    <ul className="tried-findings">
      {findings.map((finding) => {
        const clause = version.clauses.find(({ id }) => id === finding.clause.id);
        return (
          <li key={`${finding.rule} ${finding.clause.id}`} data-current={finding.clause.id === clauseId || undefined}>
            <p className="finding-facts">
              <span className="severity" data-severity={finding.severity}>
                {severityWords[finding.severity]}
              </span>
              {clause && <ClauseLink clauseId={clause.id}>{kindWords(clause.kind)}</ClauseLink>}
              <span>{percent(finding.confidence)} sure</span>
            </p>
            <p>
              <bdi>{finding.explanation}</bdi>
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function Result(props: ResultProps) {
  const { answer, tried, clauseId } = props;
  const cited = clauseId === undefined || answer.findings.some(({ clause }) => clause.id === clauseId);
  return (
    <div className="tried" data-outcome={answer.outcome}>
      <p className="tried-outcome">{verdicts[answer.outcome]}</p>
      <CommentText text={tried} marks={answer.marks} />
      {answer.findings.length > 0 && <Findings {...props} />}
      {!cited && <p className="quiet">This clause is not broken by it.</p>}
      {answer.degraded.length > 0 && (
        <p className="held-note">Not all could be judged: {answer.degraded.map(degradedReason).join('; ')}.</p>
      )}
      {answer.lifted && answer.lifted.length > 0 && (
        <p className="quiet">
          Found, but it does not count by the settings of the site: {answer.lifted.map(({ rule }) => rule).join(', ')}.
        </p>
      )}
    </div>
  );
}

interface Props {
  version: GuidelinesVersion;
  trial: Trial;
  /** The clause that is looked at, where one is. */
  clauseId?: string;
}

/** Decides a comment by the version in view and forgets it. */
export function TryComment({ version, trial: { text, setText }, clauseId }: Props) {
  const { version: number } = version;
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (tried: string) => decide(number, tried).then((answer) => ({ answer, tried, number })),
  });
  const submit = () => {
    if (text.trim() !== '') mutate(text);
  };
  return (
    <section className="side-section">
      <h3>Try a comment</h3>
      <Textarea
        aria-label="A comment to try"
        description={`Decided by version ${number}, and kept nowhere.`}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        }}
        maxLength={20_000}
        autosize
        minRows={2}
        maxRows={8}
        dir="auto"
      />
      <Button variant="default" size="sm" mt={8} onClick={submit} loading={isPending} disabled={text.trim() === ''}>
        Decide
      </Button>
      <div aria-live="polite">
        {error && <p className="side-error">{error.message} Nothing was kept; try again.</p>}
        {data && data.number === number && (
          <Result answer={data.answer} tried={data.tried} version={version} clauseId={clauseId} />
        )}
      </div>
    </section>
  );
}
