import type { PastDecision } from '../api/contract.js';
import { When } from './when.js';
import { degradedReason, percent } from './words.js';

const outcomeWords = { approve: 'approved it', review: 'held it for a person', reject: 'rejected it' };

function why({ decision }: PastDecision): string {
  const { findings, degraded, outcome, decidedBy, probability } = decision;
  const clause = findings[0]?.clause.text;
  if (clause) return clause;
  if (degraded.length > 0) return degraded.map(degradedReason).join('; ');
  return decidedBy === 'rules' && outcome === 'review' ? percent(probability) : '';
}

/** Every decision about the comment, the newest first. */
export function History({ history }: { history: PastDecision[] }) {
  return (
    <ol className="history">
      {history.toReversed().map((past) => {
        const { decision, moderator } = past;
        return (
          <li key={decision.id}>
            <When at={decision.decidedAt} />
            <span>
              <bdi>{moderator ? moderator.name : 'The rules'}</bdi> {outcomeWords[decision.outcome]}
              {why(past) && (
                <>
                  {': '}
                  <bdi>{why(past)}</bdi>
                </>
              )}
              {decision.reason && <q dir="auto">{decision.reason}</q>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
