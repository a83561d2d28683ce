import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReviewComment } from '../api/contract.js';
import { contextQuery } from '../api/queries.js';
import { Section } from '../desk/section.js';
import { whyFirst } from '../desk/why-first.js';
import { AuthorRecord } from './author-record.js';
import { Notes } from './notes.js';
import { ReportsOn } from './reports-on.js';

function WhyFirst({ comment }: { comment: ReviewComment }) {
  const reasons = whyFirst(comment, Date.now());
  if (reasons.length === 0) return null;
  return (
    <Section title="Why it stands here in the queue">
      <dl className="why-first">
        {reasons.map(({ what, words }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}

/** What stands around the comment: reports, author, colleagues' notes, and what put it where it is. */
export function Around({ comment }: { comment: ReviewComment }) {
  const { data, isError } = useQuery(contextQuery(comment.id));
  if (isError) return <p className="quiet">Its author, reports and notes could not be loaded; that is tried again.</p>;
  if (!data) return <Skeleton height={60} mt="md" />;
  return (
    <>
      {data.reports.length > 0 && (
        <Section title={data.reports.length === 1 ? 'One report' : `${data.reports.length} reports`}>
          <ReportsOn reports={data.reports} />
        </Section>
      )}
      <Section title="Author">
        <AuthorRecord author={data.author} authorId={comment.author.id} />
      </Section>
      <WhyFirst comment={comment} />
      <Section title="Notes">
        <Notes key={comment.id} commentId={comment.id} context={data} />
      </Section>
    </>
  );
}
