import type { AppealDetail, Session } from '../api/contract.js';
import { momentWords } from '../desk/when.js';
import { dueWords, stateWords } from './appeal-words.js';

const at = (time: string): string => momentWords(new Date(time));

function Ended({ appeal }: { appeal: AppealDetail }) {
  const { state, decidedBy, decidedAt, reason, ownDecision } = appeal;
  return (
    <div className="appeal-ended" role="status">
      <p>
        <strong>{stateWords[state]}.</strong>{' '}
        {decidedBy && decidedAt && (
          <>
            <bdi>{decidedBy.name}</bdi>, {at(decidedAt)}.
          </>
        )}
      </p>
      {reason && (
        <blockquote className="quoted" dir="auto">
          {reason}
        </blockquote>
      )}
      {ownDecision && <p className="quiet">Decided about their own decision: the site had no other moderator.</p>}
    </div>
  );
}

/** How far an appeal is, and why one may not decide it just now. */
export function AppealNotes({ appeal, session }: { appeal: AppealDetail; session: Session }) {
  if (appeal.state !== 'open') return <Ended appeal={appeal} />;
  const { claim, may, overdue, dueAt } = appeal;
  return (
    <>
      <p className="appeal-clock" data-overdue={overdue || undefined}>
        {dueWords(dueAt)}
      </p>
      {!session.rights.includes('decide') && (
        <p className="quiet appeal-clock">Your role may read appeals, and not decide them.</p>
      )}
      {may === 'not_own' && (
        <p className="gone" role="status">
          You made the decision that is appealed: another moderator must look at it.
        </p>
      )}
      {may === 'own_only' && (
        <p className="gone" role="status">
          You made this decision yourself, and your site has no other moderator. You may decide; it will be marked so on
          the record and for the site.
        </p>
      )}
      {claim && claim.id !== session.moderator.id && (
        <p className="gone" role="status">
          <bdi>{claim.name}</bdi> is looking at it, until {at(claim.until)} at the latest.
        </p>
      )}
    </>
  );
}

/** Whether the one who is signed in may decide it now. */
export const mayDecide = ({ state, may, claim }: AppealDetail, { moderator, rights }: Session): boolean =>
  state === 'open' && may !== 'not_own' && rights.includes('decide') && (claim === null || claim.id === moderator.id);
