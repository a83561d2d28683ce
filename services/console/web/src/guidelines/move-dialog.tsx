import { Alert, Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { GuidelinesVersion } from '../api/contract.js';
import { backtestQuery, type Move, moveVersion } from '../api/guidelines-queries.js';
import { Dialog } from '../desk/dialog.js';
import { counted } from './clause-words.js';

interface Props {
  version: GuidelinesVersion;
  /** Null: nothing is asked. */
  move: Move | null;
  /** The version in shadow, where there is one. */
  inShadow: number | undefined;
  onClose(): void;
}

const titles: Record<Move, (version: number) => string> = {
  publish: (version) => `Publish version ${version}?`,
  shadow: (version) => `Run version ${version} in shadow?`,
  discard: (version) => `Discard version ${version}?`,
};
const verbs: Record<Move, string> = { publish: 'Publish', shadow: 'Run in shadow', discard: 'Discard' };

function WhatIsKnown({ version }: { version: number }) {
  const { data } = useQuery(backtestQuery(version));
  if (!data) return null;
  const { backtest } = data;
  if (backtest?.state !== 'done') return <p>No backtest of it has been run to its end.</p>;
  const flips = Object.values(backtest.flips).reduce((all, n) => all + n, 0);
  return (
    <p>
      In its backtest {flips === 0 ? 'none' : flips.toLocaleString('en-US')} of {counted(backtest.compared, 'comment')}{' '}
      would have been decided otherwise.
    </p>
  );
}

/** What each step does, said before it is done. */
function consequences({ version, live }: GuidelinesVersion, move: Move, inShadow: number | undefined): ReactNode {
  if (move === 'publish') {
    return (
      <>
        <p>
          Every comment that comes after that is decided by version {version}. Comments that are decided already stay as
          they are. Your webhooks are told.
        </p>
        {live && <p>Version {live.version} is retired: you can publish it again to go back.</p>}
        <p>The page that readers see is yours: post the same text there.</p>
        <WhatIsKnown version={version} />
      </>
    );
  }
  if (move === 'shadow') {
    return (
      <>
        <p>
          Version {version} decides each new comment a second time, after the live version. Nobody feels it; where the
          two disagree is listed here.
        </p>
        {inShadow !== undefined && inShadow !== version && (
          <p>Version {inShadow} leaves the shadow and is a draft again.</p>
        )}
      </>
    );
  }
  return <p>It stays readable and can never go live. Its text can be edited into a new draft.</p>;
}

/** Asks before a version is moved, and says what will happen. */
export function MoveDialog({ version, move, inShadow, onClose }: Props) {
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (to: Move) => moveVersion(version.version, to, version.live?.version ?? null),
    onSuccess: onClose,
  });
  const close = () => {
    reset();
    onClose();
  };
  return (
    <Dialog
      title={move ? titles[move](version.version) : ''}
      closeLabel="Close and change nothing"
      opened={move !== null}
      onClose={close}
    >
      {move && (
        <div className="move-words">
          {consequences(version, move, inShadow)}
          {error && (
            <Alert color="red" variant="light" role="alert" title="Nothing was changed">
              {error.message}
            </Alert>
          )}
          <div className="form-actions">
            <Button
              color={move === 'discard' ? 'red' : undefined}
              loading={isPending}
              onClick={() => mutate(move)}
              data-autofocus
            >
              {verbs[move]}
            </Button>
            <Button variant="subtle" color="gray" onClick={close}>
              Cancel
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
