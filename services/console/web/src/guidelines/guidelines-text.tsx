import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { GuidelinesVersion } from '../api/contract.js';
import { type Group, groupOf, kindWords } from './clause-words.js';
import type { TextPiece } from './text-pieces.js';

type Clause = GuidelinesVersion['clauses'][number];

interface Props {
  pieces: TextPiece[];
  clauses: Clause[];
  selected: string | undefined;
  /** Clauses of other groups stand back. */
  only: Group | null;
}

/** A clause's words lead to what is known about it; the first of its stretches is the one that Tab stops at. */
function ClauseWords({
  piece,
  clause,
  first,
  ...rest
}: { piece: TextPiece; clause: Clause; first: boolean } & Omit<Props, 'pieces' | 'clauses'>) {
  const group = groupOf(clause.kind);
  const current = rest.selected !== undefined && piece.clauseIds.includes(rest.selected);
  return (
    <Link
      from="/guidelines"
      to="/guidelines"
      search={(search) => ({ ...search, clause: clause.id, view: undefined })}
      replace
      resetScroll={false}
      className="clause-words"
      data-clause={clause.id}
      data-group={group}
      data-enforced={clause.enforced}
      data-dimmed={(rest.only !== null && rest.only !== group) || undefined}
      aria-current={current || undefined}
      tabIndex={first ? undefined : -1}
      title={`${kindWords(clause.kind)}${clause.enforced ? '' : ', not enforced'}`}
    >
      {piece.text}
    </Link>
  );
}

function changed(piece: TextPiece, words: ReactNode): ReactNode {
  if (piece.change === 'removed') return <del key={piece.key}>{piece.text}</del>;
  if (piece.change === 'added') return <ins key={piece.key}>{words}</ins>;
  return <span key={piece.key}>{words}</span>;
}

/** The posted text, each clause underlined in the colour of its group. */
export function GuidelinesText({ pieces, clauses, selected, only }: Props) {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const met = new Set<string>();
  return (
    <div className="guidelines-text quoted" dir="auto" data-testid="guidelines-text">
      {pieces.map((piece) => {
        // Where clauses share words, the one in the panel is the one they show.
        const id = piece.clauseIds.find((one) => one === selected) ?? piece.clauseIds[0];
        const clause = id === undefined ? undefined : byId.get(id);
        if (!clause) return changed(piece, piece.text);
        const first = piece.clauseIds.some((one) => !met.has(one));
        for (const one of piece.clauseIds) met.add(one);
        return changed(
          piece,
          <ClauseWords piece={piece} clause={clause} first={first} selected={selected} only={only} />,
        );
      })}
    </div>
  );
}
