import type { GuidelinesPreview, GuidelinesVersion } from '../api/contract.js';
import { ClauseLink } from './clause-link.js';
import { counted, kindWords, limitsOf } from './clause-words.js';

type Read = Pick<GuidelinesVersion | GuidelinesPreview, 'clauses' | 'report' | 'limits'>;

/** Broken where a reader would break it. */
function Address({ address }: { address: string }) {
  const [name, domain] = address.split('@');
  return (
    <span className="address">
      {name}
      {domain !== undefined && (
        <>
          @<wbr />
          {domain}
        </>
      )}
    </span>
  );
}

/** What was understood of a text, in a few lines. */
export function ReadFacts({ read: { clauses, report, limits } }: { read: Read }) {
  const enforced = clauses.filter((clause) => clause.enforced).length;
  const addresses = [...report.emails, ...report.other];
  const limitWords = limitsOf(limits);
  return (
    <dl className="read-facts">
      <dt>Understood</dt>
      <dd>
        {counted(clauses.length, 'clause')}, {enforced} enforced
      </dd>
      <dt>Reports go to</dt>
      <dd>
        {addresses.length === 0 && 'Nobody: the text names no address for reports.'}
        {addresses.map((address) => (
          <Address key={address} address={address} />
        ))}
      </dd>
      {limitWords.length > 0 && (
        <>
          <dt>Limits</dt>
          <dd>{limitWords.join(', ')}</dd>
        </>
      )}
    </dl>
  );
}

/** Clauses that no rule stands behind, and why. `linked`: they can be opened. */
export function NotEnforced({ clauses, linked = true }: { clauses: Read['clauses']; linked?: boolean }) {
  const open = clauses.filter(({ enforced }) => !enforced);
  if (open.length === 0) return null;
  return (
    <details className="fold">
      <summary>{counted(open.length, 'clause')} not enforced</summary>
      <ul className="clause-reasons">
        {open.map((clause) => (
          <li key={clause.id}>
            <span className="quoted">“{clause.text}”</span>
            <span className="quiet">
              {linked ? <ClauseLink clauseId={clause.id}>{kindWords(clause.kind)}</ClauseLink> : kindWords(clause.kind)}
              : {clause.why}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function SiteSettings({ tuning: { site } }: Pick<GuidelinesVersion, 'tuning'>) {
  if (!site) return null;
  const told: [string, string[] | undefined][] = [
    ['Words that hold a comment', site.hold],
    ['Words that are always allowed', site.allow],
    ['Trusted authors', site.trustedAuthors],
    ['Staff', site.staff?.names],
    ['E-mail domains of staff', site.staff?.emailDomains],
  ];
  return (
    <dl className="read-facts">
      {told.map(
        ([label, entries]) =>
          entries && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{entries.join(', ')}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

/** What is known of a version as a whole. */
export function OverviewPanel({ version }: { version: GuidelinesVersion }) {
  const tuned = Object.keys(version.tuning.clauses ?? {});
  return (
    <>
      <h2 tabIndex={-1} data-panel-heading>
        What Moderato reads
      </h2>
      <p className="quiet">Choose a clause in the text to see what enforces it and what it did.</p>
      <ReadFacts read={version} />
      {tuned.length > 0 && (
        <p>
          Tuned:{' '}
          {tuned.map((id, i) => (
            <span key={id}>
              {i > 0 && ', '}
              <ClauseLink clauseId={id}>{kindOf(version, id)}</ClauseLink>
            </span>
          ))}
          .
        </p>
      )}
      <SiteSettings tuning={version.tuning} />
      <NotEnforced clauses={version.clauses} />
    </>
  );
}

function kindOf({ clauses }: GuidelinesVersion, id: string): string {
  const clause = clauses.find((one) => one.id === id);
  return clause ? kindWords(clause.kind) : id;
}
