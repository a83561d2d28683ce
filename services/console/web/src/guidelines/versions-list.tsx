import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { GuidelinesVersions } from '../api/contract.js';
import { When } from '../desk/when.js';
import { stateWords } from './clause-words.js';

type Version = GuidelinesVersions['data'][number];

interface Props {
  versions: Version[];
  selected: number | null;
  more: { has: boolean; loading: boolean; load(): void };
}

/** Every version, newest first, with where it stands. */
export function VersionsList({ versions, selected, more }: Props) {
  return (
    <nav className="versions-list" aria-label="Versions">
      <h2>Versions</h2>
      <ol>
        {versions.map(({ version, state, createdAt, publishedAt }) => (
          <li key={version}>
            <Link
              to="/guidelines"
              search={{ version }}
              className="version-row"
              aria-current={version === selected ? 'page' : undefined}
            >
              <span className="version-number">{version}</span>
              <span className="version-state" data-state={state}>
                {stateWords[state]}
              </span>
              <When at={publishedAt ?? createdAt} />
            </Link>
          </li>
        ))}
      </ol>
      {more.has && (
        <Button variant="subtle" fullWidth loading={more.loading} onClick={more.load}>
          Show more
        </Button>
      )}
    </nav>
  );
}
