import type { AppealDetail } from '../api/contract.js';
import { When } from '../desk/when.js';
import { penaltyWords } from './appeal-words.js';

/** What an author was given: by whom, how long, why, and by which clause. */
export function PenaltyPanel({ penalty }: { penalty: NonNullable<AppealDetail['penalty']> }) {
  const { kind, reason, clause, createdAt, expiresAt, ended, by, author } = penalty;
  return (
    <section className="desk-reason" aria-label="What is appealed">
      <header className="proposal">
        <p className="kicker">Given by {by === 'rules' ? 'the rules' : 'the site’s staff'}</p>
        <h3>
          {penaltyWords[kind]} of <bdi>{author}</bdi>
        </h3>
      </header>
      <p className="byline">
        <When at={createdAt} />
        <span>
          {expiresAt ? (
            <>
              until <When at={expiresAt} />
            </>
          ) : (
            'without end'
          )}
        </span>
        {ended && <span className="status-word">It has ended</span>}
      </p>
      <p className="explanation">
        <bdi>{reason}</bdi>
      </p>
      {clause && (
        <blockquote className="quoted clause-sentence" dir="auto">
          “{clause.text}”
        </blockquote>
      )}
    </section>
  );
}
