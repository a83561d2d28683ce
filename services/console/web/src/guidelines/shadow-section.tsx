import { Button } from '@mantine/core';
import { useDisagreements } from '../api/guidelines-queries.js';
import { counted, flipWords } from './clause-words.js';
import { Excerpts, FlipTable } from './flips.js';

/** Where a version in shadow decides live comments otherwise than the live one. */
export function ShadowSection({ version, onTry }: { version: number; onTry(text: string): void }) {
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useDisagreements(version);
  const counts = data?.pages[0]?.counts;
  const comments = data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <section className="side-section">
      <h3>In shadow</h3>
      {error && <p className="side-error">{error.message} It is tried again by itself.</p>}
      {counts && (
        <p role="status">
          {counts.compared === 0
            ? 'It has decided no comment yet.'
            : `It decided ${counted(counts.compared, 'comment')} beside the live version.`}
          {counts.missed > 0 && ` It could not keep up with ${counted(counts.missed, 'more', 'more')}.`}
        </p>
      )}
      {counts && Object.keys(counts.flips).length > 0 && (
        <FlipTable
          flips={Object.entries(counts.flips).map(([flip, count]) => ({ flip, count, overModerators: null }))}
        />
      )}
      {comments.length > 0 && (
        <Excerpts
          comments={comments.map((one) => ({ ...one, note: flipWords(`${one.live}→${one.shadow}`) }))}
          onTry={onTry}
        />
      )}
      {hasNextPage && (
        <Button variant="subtle" size="sm" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </section>
  );
}
