import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReviewComment } from '../api/contract.js';
import { listPath, usePaged } from '../api/paged.js';
import { commentQuery } from '../api/queries.js';
import type { FoundComments } from '../api/rooms-contract.js';
import { CommentCard } from './comment-card.js';
import { PagedList } from './paged-list.js';

interface Props {
  candidates: string[];
  placing: boolean;
  onPlace(commentId: string): void;
}

function Candidate({ comment, placing, onPlace }: { comment: ReviewComment } & Omit<Props, 'candidates'>) {
  return (
    <li className="candidate">
      <CommentCard comment={comment}>
        <p className="card-actions">
          <Button variant="default" size="sm" loading={placing} onClick={() => onPlace(comment.id)}>
            It is about this comment
          </Button>
        </p>
      </CommentCard>
    </li>
  );
}

function Proposed({ id, ...rest }: { id: string } & Omit<Props, 'candidates'>) {
  const { data } = useQuery(commentQuery(id));
  return data ? <Candidate comment={data} {...rest} /> : null;
}

function Found({ words, ...rest }: { words: string } & Omit<Props, 'candidates'>) {
  const query = usePaged<FoundComments>(listPath('/search', { q: words, limit: 5 }));
  return (
    <PagedList query={query} what="What was found" empty={<p>No comment has these words.</p>} skeletonHeight={90}>
      {(rows) => (
        <ul className="candidates">
          {rows.map((comment) => (
            <Candidate key={comment.id} comment={comment} {...rest} />
          ))}
        </ul>
      )}
    </PagedList>
  );
}

/** Which comment a mail is about: one of those that it may mean, or one that is looked for. */
export function PlaceMail({ candidates, ...rest }: Props) {
  const [words, setWords] = useState('');
  const form = useForm({ initialValues: { words: '' } });
  return (
    <div className="place-mail">
      {candidates.length > 0 && (
        <>
          <h4>It may be about</h4>
          <ul className="candidates">
            {candidates.slice(0, 5).map((id) => (
              <Proposed key={id} id={id} {...rest} />
            ))}
          </ul>
        </>
      )}
      <form className="place-form" onSubmit={form.onSubmit((fields) => setWords(fields.words.trim()))}>
        <TextInput
          label="Find the comment"
          description="By words that it says."
          type="search"
          {...form.getInputProps('words')}
        />
        <Button type="submit" variant="default">
          Find
        </Button>
      </form>
      {words !== '' && <Found words={words} {...rest} />}
    </div>
  );
}
