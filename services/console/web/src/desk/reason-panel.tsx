import { Skeleton } from '@mantine/core';
import type { Decision } from '@moderato/domain';
import { useQuery } from '@tanstack/react-query';
import type { ReviewComment } from '../api/contract.js';
import { commentQuery, useGuidelines } from '../api/queries.js';
import { Around } from '../context/around.js';
import { sentenceStart } from './clause-sentence.js';
import { FindingCard } from './finding-card.js';
import { History } from './history.js';
import { byWeight, proposalOf } from './proposal.js';
import { ProposalLine } from './proposal-line.js';
import { ScoreBars } from './score-bars.js';
import { Section } from './section.js';
import { degradedReason } from './words.js';

function Findings({ decision }: { decision: Decision }) {
  const live = useGuidelines();
  const guidelines = live && live.hash === decision.guidelines.hash ? live : null;
  const findings = byWeight(decision.findings);
  const sentences = findings.map(({ clause }) => guidelines && sentenceStart(guidelines.source, clause));
  return (
    <ol className="findings">
      {findings.map((finding, i) => (
        <FindingCard
          key={`${finding.rule} ${finding.clause.id}`}
          finding={finding}
          guidelines={guidelines}
          version={decision.guidelines.version}
          sameSentence={i > 0 && sentences[i] !== null && sentences[i] === sentences[i - 1]}
        />
      ))}
    </ol>
  );
}

function PastDecisions({ id }: { id: string }) {
  const { data } = useQuery(commentQuery(id));
  return data ? <History history={data.history} /> : <Skeleton height={20} width="80%" />;
}

function Details({ decision, comment }: { decision: Decision; comment: ReviewComment }) {
  const unjudged = proposalOf(decision).kind === 'held';
  const alsoHeld = !unjudged && decision.degraded.length > 0;
  return (
    <>
      {decision.findings.length > 0 && <Findings decision={decision} />}
      {alsoHeld && <p className="held-note">Not all was judged: {decision.degraded.map(degradedReason).join('; ')}.</p>}
      <Section title="Scores">
        {unjudged ? <p className="quiet">Not measured.</p> : <ScoreBars scores={decision.scores} />}
      </Section>
      <Around comment={comment} />
      <Section title="History">
        <PastDecisions id={comment.id} />
      </Section>
    </>
  );
}

/** Why the comment is here: what is proposed, the clause in its own words, one sentence, then the numbers. */
export function ReasonPanel({ comment, folded }: { comment: ReviewComment; folded: boolean }) {
  const { decision } = comment;
  if (!decision) return <p className="desk-reason quiet">Not decided yet.</p>;
  const details = <Details decision={decision} comment={comment} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so without a mouse
    <section className="desk-reason" aria-label="Why it is here" tabIndex={0}>
      <ProposalLine decision={decision} />
      {folded ? (
        <details className="reason-fold">
          <summary>Clause, scores, author and history</summary>
          {details}
        </details>
      ) : (
        details
      )}
    </section>
  );
}
