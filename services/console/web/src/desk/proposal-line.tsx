import type { Decision } from '@moderato/domain';
import { Icon } from './icons.js';
import { type Proposal, proposalOf } from './proposal.js';
import { degradedReason, percent } from './words.js';

const Sure = ({ probability }: { probability: number }) => (
  <p className="sure">
    <span className="sure-figure">{percent(probability)}</span> likely that a moderator finds a violation
  </p>
);

function words(proposal: Proposal) {
  switch (proposal.kind) {
    case 'held':
      return {
        kicker: 'Held, not judged',
        title: 'It could not be judged',
        more: <p className="sure">Held because {proposal.reasons.map(degradedReason).join('; and because ')}.</p>,
      };
    case 'reject':
      return {
        kicker: 'Proposed',
        title: `Reject: ${proposal.finding.clause.text}`,
        more: <Sure probability={proposal.probability} />,
      };
    case 'unsure':
      return {
        kicker: 'Unsure',
        title: `Perhaps against: ${proposal.finding.clause.text}`,
        more: <Sure probability={proposal.probability} />,
      };
    case 'look':
      return { kicker: 'Unsure', title: 'No clause was named', more: <Sure probability={proposal.probability} /> };
    case 'decided':
      return {
        kicker: proposal.by === 'moderator' ? 'Decided by a moderator' : 'Decided by the rules',
        title:
          proposal.outcome === 'approve'
            ? 'Approved'
            : `Rejected${proposal.finding ? `: ${proposal.finding.clause.text}` : ''}`,
        more: null,
      };
  }
}

/** What is proposed and how sure; the first thing that a moderator reads beside the comment. */
export function ProposalLine({ decision }: { decision: Decision }) {
  const proposal = proposalOf(decision);
  const { kicker, title, more } = words(proposal);
  return (
    <header className="proposal" data-kind={proposal.kind}>
      <p className="kicker">
        {proposal.kind === 'held' && <Icon name="held" size={16} />}
        {kicker}
      </p>
      <h3 dir="auto">{title}</h3>
      {more}
    </header>
  );
}
