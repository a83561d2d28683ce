import { Button, NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GuidelinesVersion, GuidelinesVersions } from '../api/contract.js';
import type { Move } from '../api/guidelines-queries.js';
import { When } from '../desk/when.js';
import { stateWords } from './clause-words.js';
import { MoveDialog } from './move-dialog.js';

type Versions = GuidelinesVersions['data'];

const isOpen = ({ state }: GuidelinesVersion): boolean => state === 'draft' || state === 'shadow';

function Since({ version: { state, createdAt, publishedAt } }: { version: GuidelinesVersion }) {
  if (state === 'live' && publishedAt) {
    return (
      <>
        since <When at={publishedAt} />
      </>
    );
  }
  return (
    <>
      written <When at={createdAt} />
    </>
  );
}

/** In place of the list, where there is no room for it. */
function VersionSelect({ versions, selected }: { versions: Versions; selected: number }) {
  const navigate = useNavigate({ from: '/guidelines' });
  return (
    <NativeSelect
      className="version-select"
      aria-label="Version"
      value={String(selected)}
      onChange={(event) => void navigate({ search: { version: Number(event.currentTarget.value) } })}
      data={versions.map(({ version, state }) => ({
        value: String(version),
        label: `Version ${version}: ${stateWords[state].toLowerCase()}`,
      }))}
    />
  );
}

function Moves({ version, onMove }: { version: GuidelinesVersion; onMove(move: Move): void }) {
  const { state } = version;
  return (
    <>
      {(isOpen(version) || state === 'retired') && (
        <Button size="sm" onClick={() => onMove('publish')}>
          {state === 'retired' ? 'Publish again' : 'Publish'}
        </Button>
      )}
      {state === 'draft' && (
        <Button size="sm" variant="default" onClick={() => onMove('shadow')}>
          Run in shadow
        </Button>
      )}
    </>
  );
}

/** Opens another view of the version. */
const ViewButton = ({ version, view, children }: { version: number; view: 'edit' | 'site'; children: string }) => (
  <Button
    size="sm"
    variant="default"
    renderRoot={(props) => <Link from="/guidelines" to="/guidelines" search={{ version, view }} {...props} />}
  >
    {children}
  </Button>
);

interface Props {
  version: GuidelinesVersion;
  versions: Versions;
  mayEdit: boolean;
}

/** Which version is in view, where it stands, and what can be done with it. */
export function VersionHead({ version, versions, mayEdit }: Props) {
  const [move, setMove] = useState<Move | null>(null);
  return (
    <header className="version-head">
      <VersionSelect versions={versions} selected={version.version} />
      <div className="version-title">
        <h2>Version {version.version}</h2>
        <p>
          <span className="version-state" data-state={version.state}>
            {stateWords[version.state]}
          </span>{' '}
          <Since version={version} />
        </p>
      </div>
      {mayEdit ? (
        <div className="version-actions">
          <Moves version={version} onMove={setMove} />
          <ViewButton version={version.version} view="edit">
            Edit the text
          </ViewButton>
          <ViewButton version={version.version} view="site">
            Words and people
          </ViewButton>
          {isOpen(version) && (
            <Button size="sm" variant="subtle" color="gray" onClick={() => setMove('discard')}>
              Discard
            </Button>
          )}
        </div>
      ) : (
        <p className="quiet">Your account may read the guidelines and not change them.</p>
      )}
      <MoveDialog
        version={version}
        move={move}
        inShadow={versions.find(({ state }) => state === 'shadow')?.version}
        onClose={() => setMove(null)}
      />
    </header>
  );
}
