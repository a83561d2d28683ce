import type { CommentContext } from '../api/contract.js';
import { When } from '../desk/when.js';

type Report = CommentContext['reports'][number];

function recordWords({ upheld, dismissed }: Report['reporter']): string {
  const all = upheld + dismissed;
  return all === 0 ? 'first report that was looked at' : `right ${upheld} of ${all} times`;
}

/** Who complained, why, and how often they were right before. */
export function ReportsOn({ reports }: { reports: Report[] }) {
  const brigade = reports.some(({ possibleBrigading }) => possibleBrigading);
  return (
    <>
      {brigade && (
        <p className="held-note">Many people who never reported before did so within minutes: it may be concerted.</p>
      )}
      <ul className="reports-on">
        {reports.map((report) => (
          <li key={report.id} data-state={report.state}>
            <p>
              <strong>{report.reason.replaceAll('_', ' ')}</strong>{' '}
              <span className="quiet">
                <When at={report.createdAt} /> · {recordWords(report.reporter)}
                {report.state !== 'open' && ` · ${report.state}`}
              </span>
            </p>
            {report.text && (
              <p className="quoted" dir="auto">
                {report.text}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
