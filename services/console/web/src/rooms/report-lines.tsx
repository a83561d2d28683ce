import type { ReportedComment } from '../api/rooms-contract.js';
import { When } from '../desk/when.js';
import { plural, reasonWords, reporterWords, reportStateWords, sourceWords } from './room-words.js';

/** Reports without words say little each: one line for all of them. */
function Wordless({ reports }: { reports: ReportedComment['reports'] }) {
  const [newest] = reports;
  const known = reports.filter(({ reporter: { upheld, dismissed } }) => upheld + dismissed > 0);
  const sum = (of: 'upheld' | 'dismissed') => known.reduce((all, { reporter }) => all + reporter[of], 0);
  const fresh = reports.length - known.length;
  const states = [...new Set(reports.map(({ state }) => state))].filter((state) => state !== 'open');
  return (
    <>
      <span>{plural(reports.length, 'report')} without words</span>
      {states.map((state) => (
        <span key={state} className="status-word">
          {reportStateWords[state]}
        </span>
      ))}
      {fresh > 0 && <span>{plural(fresh, 'new reporter')}</span>}
      {known.length > 0 && (
        <span>
          {plural(known.length, 'known reporter')},{' '}
          {reporterWords({ upheld: sum('upheld'), dismissed: sum('dismissed') })}
        </span>
      )}
      {newest && <When at={newest.createdAt} />}
    </>
  );
}

/** What readers say against a comment, and how often each of them was right before. */
export function ReportLines({ reported }: { reported: ReportedComment }) {
  const { reports, reasons, total, possibleBrigading } = reported;
  const more = total - reports.length;
  const withWords = reports.filter(({ text }) => text !== null);
  const wordless = reports.filter(({ text }) => text === null);
  return (
    <div className="report-lines">
      <p className="report-sum">
        <strong>{total >= 1_000 ? '1,000 reports or more' : plural(total, 'report')}</strong>
        {reasons.map(({ reason, count }) => (
          <span key={reason} className="tag">
            {reasonWords[reason]} {count > 1 && <span className="count">{count}</span>}
          </span>
        ))}
        {possibleBrigading && <strong className="brigading">Possibly brigaded: many new reporters at once</strong>}
      </p>
      <ul>
        {withWords.map(({ id, reason, source, state, text, reporter, createdAt }) => (
          <li key={id}>
            <q className="quoted" dir="auto">
              {text}
            </q>
            <span className="report-foot">
              <span>{reasonWords[reason]}</span>
              {state !== 'open' && <span className="status-word">{reportStateWords[state]}</span>}
              <span>{reporterWords(reporter)}</span>
              <span>{sourceWords[source]}</span>
              <When at={createdAt} />
            </span>
          </li>
        ))}
        {wordless.length > 0 && (
          <li className="report-foot">
            <Wordless reports={wordless} />
          </li>
        )}
      </ul>
      {more > 0 && <p className="quiet">And {plural(more, 'earlier report')}.</p>}
    </div>
  );
}
