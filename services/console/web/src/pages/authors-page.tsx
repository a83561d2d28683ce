import '../styles/rooms.css';
import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { authorsQuery, type FoundAuthors } from '../api/authors.js';
import { failedAnswer, ListSkeleton } from '../rooms/paged-list.js';
import { RoomPage } from '../rooms/room-page.js';
import { standingWords } from '../rooms/room-words.js';

const route = getRouteApi('/authors');

const Rows = ({ authors }: { authors: FoundAuthors['data'] }) => (
  <ul className="author-rows">
    {authors.map(({ id, name, erased, standing }) => (
      <li key={id}>
        <Link to="/authors/$authorId" params={{ authorId: id }}>
          <bdi>{name ?? (erased ? 'Erased' : 'Without a name')}</bdi>
        </Link>
        <span className="quiet">
          <bdi>{id}</bdi>
        </span>
        <span>{standingWords(standing)}</span>
      </li>
    ))}
  </ul>
);

function Found({ q }: { q: string }) {
  const { data, error, isPending, refetch } = useQuery(authorsQuery(q));
  if (isPending) return <ListSkeleton height={46} />;
  if (!data) return failedAnswer('The authors', error, () => void refetch());
  if (data.data.length > 0) return <Rows authors={data.data} />;
  return (
    <div className="room-empty">
      <h3>{q === '' ? 'No author has been given anything yet.' : 'Nobody is known by this.'}</h3>
      <p>
        Names are kept sealed: a part of one finds nobody. The whole name does, and the beginning of your site’s id.
      </p>
    </div>
  );
}

/** Authors by name or id; without either those who were last punished. */
export function AuthorsPage() {
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const form = useForm({ mode: 'uncontrolled', initialValues: { q } });
  return (
    <RoomPage title="Authors" lead={q === '' ? 'Those who were last warned, struck, suspended or banned.' : undefined}>
      <search>
        <form
          className="place-form search-form"
          onSubmit={form.onSubmit((fields) => void navigate({ search: { q: fields.q.trim() || undefined } }))}
        >
          <TextInput label="Whole name, or your site’s id" type="search" {...form.getInputProps('q')} />
          <Button type="submit" variant="default">
            Find
          </Button>
        </form>
      </search>
      <Found q={q} />
    </RoomPage>
  );
}
