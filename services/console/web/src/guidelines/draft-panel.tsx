import type { GuidelinesVersion } from '../api/contract.js';
import { BacktestSection } from './backtest-section.js';
import { ClauseChanges } from './clause-changes.js';
import { NotEnforced, ReadFacts } from './overview-panel.js';
import { ShadowSection } from './shadow-section.js';

interface Props {
  version: GuidelinesVersion;
  mayEdit: boolean;
  onTry(text: string): void;
}

/** What a draft changes: its clauses, and the decisions that would flip. */
export function DraftPanel({ version, mayEdit, onTry }: Props) {
  const { changes, tuningLeftOut } = version;
  return (
    <>
      <h2 tabIndex={-1} data-panel-heading>
        What it changes
      </h2>
      {changes &&
        (changes.against === null ? (
          <p>It would be the first version that is live.</p>
        ) : (
          <ClauseChanges changes={changes} />
        ))}
      {tuningLeftOut && (
        <p className="held-note">Settings that fit no clause of this text were left out: {tuningLeftOut.join(', ')}.</p>
      )}
      {version.state === 'shadow' && <ShadowSection version={version.version} onTry={onTry} />}
      <BacktestSection version={version.version} mayEdit={mayEdit} onTry={onTry} />
      <section className="side-section">
        <h3>What Moderato reads</h3>
        <ReadFacts read={version} />
        <NotEnforced clauses={version.clauses} />
      </section>
    </>
  );
}
