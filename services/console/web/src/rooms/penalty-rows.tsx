import { Button } from '@mantine/core';
import type { PenaltyView } from '@moderato/domain';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { When } from '../desk/when.js';
import { penaltyWords } from './room-words.js';

const endWords = { lifted: 'taken back', voided: 'fell with its decision', confirmed: 'confirmed' };

interface Props {
  penalties: { penalty: PenaltyView; who?: ReactNode }[];
  mayPunish: boolean;
  onLift(penalty: PenaltyView): void;
  /** Asked of proposed bans. */
  onConfirm(penalty: PenaltyView): void;
}

function Row({ penalty, who, mayPunish, onLift, onConfirm }: Props['penalties'][number] & Omit<Props, 'penalties'>) {
  const { kind, active, reason, clause, commentId, by, createdAt, expiresAt, ended } = penalty;
  return (
    <li data-over={!active || undefined}>
      <span className="penalty-kind">{penaltyWords[kind]}</span>
      {who}
      <span className="quiet">
        <When at={createdAt} /> by {by === 'rules' ? 'the rules' : 'a person'}
        {active && expiresAt && (
          <>
            , until <When at={expiresAt} />
          </>
        )}
        {ended && `, ${endWords[ended.how]}`}
        {!active && !ended && ', over'}
      </span>
      {commentId && (
        <Link to="/comments/$commentId" params={{ commentId }}>
          The comment
        </Link>
      )}
      <span className="penalty-reason">
        <bdi>{reason}</bdi>
        {clause && (
          <span className="quiet">
            {' '}
            “<bdi>{clause.text}</bdi>”
          </span>
        )}
        {ended?.reason && (
          <span className="quiet">
            {' '}
            Ended: <bdi>{ended.reason}</bdi>
          </span>
        )}
      </span>
      {active && mayPunish && (
        <span className="card-actions">
          {kind === 'proposed_ban' && (
            <Button size="compact-sm" color="red" onClick={() => onConfirm(penalty)}>
              Confirm the ban
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => onLift(penalty)}>
            {kind === 'proposed_ban' ? 'Dismiss it' : 'Take it back'}
          </Button>
        </span>
      )}
    </li>
  );
}

/** What authors were given, the newest first, with what may be done about it. */
export const PenaltyRows = ({ penalties, ...rest }: Props) => (
  <ul className="author-rows">
    {penalties.map((one) => (
      <Row key={one.penalty.id} {...one} {...rest} />
    ))}
  </ul>
);
