import { Checkbox } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import type { GuidelinesVersion, GuidelinesVersions } from '../api/contract.js';
import { Dialog } from '../desk/dialog.js';
import { ClausePanel } from './clause-panel.js';
import type { Group } from './clause-words.js';
import { DraftPanel } from './draft-panel.js';
import { GuidelinesText } from './guidelines-text.js';
import { Legend } from './legend.js';
import { OverviewPanel } from './overview-panel.js';
import type { GuidelinesSearch } from './search.js';
import { SiteForm } from './site-form.js';
import { changedPieces, textPieces } from './text-pieces.js';
import { type Trial, TryComment } from './try-comment.js';
import { useClauseFocus } from './use-clause-focus.js';
import { VersionHead } from './version-head.js';

interface Props {
  version: GuidelinesVersion;
  versions: GuidelinesVersions['data'];
  search: GuidelinesSearch;
  mayEdit: boolean;
}

const isOpen = ({ state }: GuidelinesVersion): boolean => state === 'draft' || state === 'shadow';

/** The text as it is shown: against what is live, where that is another text and it is asked for. */
function usePieces(version: GuidelinesVersion, against: boolean) {
  const { text, clauses, live } = version;
  const before = against && isOpen(version) && live && live.text !== text ? live.text : null;
  return useMemo(() => {
    const changed = before === null ? null : changedPieces(before, text, clauses);
    return { pieces: changed ?? textPieces(text, clauses), tooDifferent: before !== null && changed === null };
  }, [before, text, clauses]);
}

function Middle({ version, versions, search, mayEdit, onJump }: Props & { onJump(): void }) {
  const [only, setOnly] = useState<Group | null>(null);
  const [against, setAgainst] = useState(true);
  const { pieces, tooDifferent } = usePieces(version, against);
  const { live } = version;
  return (
    <div className="guide-middle">
      <div className="guide-column">
        {search.kept && version.state === 'draft' && (
          <p className="kept" role="status">
            <strong>Kept as draft {version.version}.</strong> Nothing changes for readers until you publish it.
          </p>
        )}
        <VersionHead version={version} versions={versions} mayEdit={mayEdit} />
        <button type="button" className="link-button jump" onClick={onJump}>
          {isOpen(version) ? 'What it changes, and a backtest' : 'What Moderato reads, and a comment to try'}
        </button>
        <Legend clauses={version.clauses} only={only} onOnly={setOnly} />
        {isOpen(version) && live && live.text !== version.text && (
          <Checkbox
            className="against"
            label={`Show what changes against version ${live.version}, which is live`}
            checked={against}
            onChange={(event) => setAgainst(event.currentTarget.checked)}
          />
        )}
        {tooDifferent && (
          <p className="held-note">The two texts have too little in common to show the difference word by word.</p>
        )}
        <GuidelinesText pieces={pieces} clauses={version.clauses} selected={search.clause} only={only} />
      </div>
    </div>
  );
}

/** A version of the guidelines: its text, and beside it what is known about it or about one of its clauses. */
export function VersionReader(props: Props) {
  const { version, search, mayEdit } = props;
  const panel = useRef<HTMLElement>(null);
  const navigate = useNavigate({ from: '/guidelines' });
  const narrow = useMediaQuery('(max-width: 43.99em)', false, { getInitialValueInEffect: false }) ?? false;
  const [text, setText] = useState('');
  const trial: Trial = { text, setText };
  useClauseFocus(version, search, narrow ? null : panel);
  const tryHere = (words: string) => {
    setText(words);
    panel.current?.querySelector<HTMLElement>('textarea[aria-label="A comment to try"]')?.focus();
  };
  const clause = version.clauses.find(({ id }) => id === search.clause);
  const site = search.view === 'site' && mayEdit;
  const detail = site ? (
    <SiteForm key={version.version} version={version} />
  ) : (
    clause && (
      <ClausePanel
        key={`${version.version} ${clause.id}`}
        clause={clause}
        version={version}
        trial={trial}
        mayEdit={mayEdit}
      />
    )
  );
  return (
    <>
      <Middle
        {...props}
        onJump={() => {
          panel.current?.scrollIntoView();
          panel.current?.querySelector<HTMLElement>('[data-panel-heading]')?.focus({ preventScroll: true });
        }}
      />
      <aside className="guide-side" ref={panel} aria-label="About this version">
        {detail && !narrow ? (
          detail
        ) : (
          <>
            {isOpen(version) ? (
              <DraftPanel version={version} mayEdit={mayEdit} onTry={tryHere} />
            ) : (
              <OverviewPanel version={version} />
            )}
            <TryComment version={version} trial={trial} />
          </>
        )}
      </aside>
      <Dialog
        title={site ? `Settings of version ${version.version}` : `A clause of version ${version.version}`}
        opened={narrow && Boolean(detail)}
        onClose={() =>
          void navigate({
            search: (all) => ({ ...all, clause: undefined, view: undefined }),
            replace: true,
            resetScroll: false,
          })
        }
      >
        <div className="side-in-dialog">{detail}</div>
      </Dialog>
    </>
  );
}
