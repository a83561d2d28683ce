import { Skeleton } from '@mantine/core';
import type { Decision } from '@moderato/domain';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { commentQuery, useGuidelines } from '../api/queries.js';
import { sentenceStart } from './clause-sentence.js';
import { FindingCard } from './finding-card.js';
import { History } from './history.js';
import { byWeight, proposalOf } from './proposal.js';
import { ProposalLine } from './proposal-line.js';
import { ScoreBars } from './score-bars.js';
import { degradedReason } from './words.js';

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="reason-section">
    <h4>{title}</h4>
    {children}
  </section>
);

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

function Details({ decision, commentId }: { decision: Decision; commentId: string }) {
  const unjudged = proposalOf(decision).kind === 'held';
  const alsoHeld = !unjudged && decision.degraded.length > 0;
  return (
    <>
      {decision.findings.length > 0 && <Findings decision={decision} />}
      {alsoHeld && <p className="held-note">Not all was judged: {decision.degraded.map(degradedReason).join('; ')}.</p>}
      <Section title="Scores">
        {unjudged ? <p className="quiet">Not measured.</p> : <ScoreBars scores={decision.scores} />}
      </Section>
      <Section title="History">
        <PastDecisions id={commentId} />
      </Section>
    </>
  );
}

/** Why the comment is here: what is proposed, the clause in its own words, one sentence, then the numbers. */
export function ReasonPanel({ comment, folded }: { comment: ReviewComment; folded: boolean }) {
  const { decision } = comment;
  if (!decision) return <p className="desk-reason quiet">Not decided yet.</p>;
  const details = <Details decision={decision} commentId={comment.id} />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so without a mouse
    <section className="desk-reason" aria-label="Why it is here" tabIndex={0}>
      <ProposalLine decision={decision} />
      {folded ? (
        <details className="reason-fold">
          <summary>Clause, scores and history</summary>
          {details}
        </details>
      ) : (
        details
      )}
    </section>
  );
}
