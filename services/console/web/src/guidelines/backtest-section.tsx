import { Button, NativeSelect, Progress, Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NewestBacktest } from '../api/contract.js';
import { backtestQuery, startBacktest } from '../api/guidelines-queries.js';
import { When } from '../desk/when.js';
import { counted, flipWords } from './clause-words.js';
import { Excerpts, FlipTable, SampleFold } from './flips.js';

type Backtest = NonNullable<NewestBacktest['backtest']>;

const periods = [
  { value: '7', label: 'the last 7 days' },
  { value: '30', label: 'the last 30 days' },
  { value: '90', label: 'the last 90 days' },
  { value: '365', label: 'the last year' },
];

const sum = (counts: Record<string, number>): number => Object.values(counts).reduce((all, n) => all + n, 0);

function Running({ backtest: { done, total } }: { backtest: Backtest }) {
  const share = total ? (100 * done) / total : 0;
  return (
    <div className="backtest-progress">
      <Progress.Root size="md">
        <Progress.Section value={share} aria-label="Backtest" />
      </Progress.Root>
      <p className="quiet" role="status">
        {total === null
          ? 'Waiting to begin…'
          : `${done.toLocaleString('en-US')} of ${counted(total, 'comment')} decided anew`}
      </p>
    </div>
  );
}

function ByClause({ byClause }: Pick<Backtest, 'byClause'>) {
  if (byClause.length === 0) return null;
  return (
    <table className="flip-table">
      <thead>
        <tr>
          <th scope="col">Clause</th>
          <th scope="col">Stricter</th>
          <th scope="col">Laxer</th>
        </tr>
      </thead>
      <tbody>
        {byClause.slice(0, 10).map(({ text, stricter, laxer }) => (
          <tr key={text}>
            <th scope="row" className="quoted">
              “{text}”
            </th>
            <td>{stricter.toLocaleString('en-US')}</td>
            <td>{laxer.toLocaleString('en-US')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function summary({ compared, flips, failed, skipped }: Backtest): string {
  const changed = sum(flips);
  const of =
    compared === 0
      ? 'No comment could be compared.'
      : `Of ${counted(compared, 'comment')}, ${changed === 0 ? 'none' : changed.toLocaleString('en-US')} would be decided otherwise.`;
  const without = skipped > 0 ? ` ${counted(skipped, 'comment')} had no text or decision.` : '';
  return `${of}${without}${failed > 0 ? ` On ${counted(failed, 'comment')} the engine failed; they count as held.` : ''}`;
}

function Result({ backtest, onTry }: { backtest: Backtest; onTry(text: string): void }) {
  const { flips, overModerators, byClause, samples, over, state } = backtest;
  const counts = Object.entries(flips).map(([flip, count]) => ({
    flip,
    count,
    overModerators: overModerators[flip] ?? 0,
  }));
  return (
    <>
      <p className="backtest-summary" role="status">
        {summary(backtest)}
      </p>
      {state === 'done' && (
        <p className="quiet">
          Comments from <When at={over.since} /> to <When at={over.until} />.
        </p>
      )}
      {counts.length > 0 && <FlipTable flips={counts} />}
      <ByClause byClause={byClause} />
      {Object.entries(samples).map(([flip, comments]) => (
        <SampleFold key={flip} summary={`${flipWords(flip)}: the newest ${comments.length}`}>
          <Excerpts comments={comments} onTry={onTry} />
        </SampleFold>
      ))}
    </>
  );
}

function Start({ version, again }: { version: number; again: boolean }) {
  const [days, setDays] = useState('30');
  const { mutate, isPending, error } = useMutation({ mutationFn: () => startBacktest(version, Number(days)) });
  return (
    <>
      <div className="backtest-start">
        <NativeSelect
          aria-label="Which comments"
          data={periods}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <Button variant={again ? 'default' : 'filled'} onClick={() => mutate()} loading={isPending}>
          {again ? 'Run it again' : 'Run a backtest'}
        </Button>
      </div>
      {error && (
        <p className="side-error" role="alert">
          It was not started. {error.message}
        </p>
      )}
    </>
  );
}

interface Props {
  version: number;
  mayEdit: boolean;
  onTry(text: string): void;
}

/** What a version would have decided otherwise, of the comments of the last days. */
export function BacktestSection({ version, mayEdit, onTry }: Props) {
  const { data, error, isPending } = useQuery(backtestQuery(version));
  const backtest = data?.backtest;
  const running = backtest?.state === 'queued' || backtest?.state === 'running';
  return (
    <section className="side-section">
      <h3>What would have changed</h3>
      {isPending && <Skeleton height={60} />}
      {error && <p className="side-error">{error.message} It is tried again by itself.</p>}
      {data && !backtest && (
        <p className="quiet">
          A backtest decides past comments by this version and compares. Nothing is changed by it.
        </p>
      )}
      {backtest && running && <Running backtest={backtest} />}
      {backtest?.state === 'failed' && (
        <p className="side-error" role="alert">
          The backtest failed: {backtest.failure ?? 'no reason was given'}. What it had counted stands below.
        </p>
      )}
      {backtest && backtest.compared + backtest.skipped > 0 && <Result backtest={backtest} onTry={onTry} />}
      {backtest?.state === 'done' && backtest.compared + backtest.skipped === 0 && (
        <p role="status">There was no comment in that time.</p>
      )}
      {data && mayEdit && !running && <Start version={version} again={backtest !== null} />}
    </section>
  );
}
