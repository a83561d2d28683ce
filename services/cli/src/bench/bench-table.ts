import type { BenchResult } from './bench-result.js';

const rate = (perSecond: number): string => `${perSecond.toLocaleString('en')}/s`;

/** The result for people, one measurement a line. */
export function benchTable(result: BenchResult): string {
  const { bareEcho, singleIntake, batchIntake, perspective, atHalfRate, ratios } = result;
  const memory = Object.entries(atHalfRate.residentMb).map(([name, mb]) => `${name} ${mb ?? '?'} MB`);
  const rows = [
    ['a  bare Express echo', rate(bareEcho.requestsPerSecond), `p50 ${bareEcho.p50Ms} ms, p99 ${bareEcho.p99Ms} ms`],
    [
      'b  durable single intake',
      rate(singleIntake.requestsPerSecond),
      `p50 ${singleIntake.p50Ms} ms, p99 ${singleIntake.p99Ms} ms, b/a ${ratios.singleToEcho}`,
    ],
    [
      'c  batch intake',
      rate(batchIntake.commentsPerSecond),
      `p99 ${batchIntake.p99Ms} ms a batch, c/d ${ratios.batchToPlainInsert}`,
    ],
    [
      '   perspective',
      rate(perspective.requestsPerSecond),
      `p50 ${perspective.p50Ms} ms, p99 ${perspective.p99Ms} ms, at the rate of a busy host`,
    ],
    ['d  plain multi-row insert', rate(result.plainInsertPerSecond), ''],
    ['   engine alone', rate(result.engineAlonePerSecond), ''],
    [
      'e  pipeline',
      rate(result.pipeline.afterSinglesPerSecond),
      `${rate(result.pipeline.afterBatchesPerSecond)} after batches, e/min(d, engine) ${ratios.pipelineToSlower}`,
    ],
    [
      '   at half of the top rate',
      rate(atHalfRate.commentsPerSecond),
      `accepted to decided p50 ${atHalfRate.p50Ms} ms, p99 ${atHalfRate.p99Ms} ms; ${memory.join(', ')}`,
    ],
  ];
  const failures = bareEcho.failures + singleIntake.failures + batchIntake.failures + perspective.failures;
  const head = `Node ${result.node}, ${result.cores} cores, queue on ${result.queue}, workers ${result.workers}${failures ? `; ${failures} FAILED REQUESTS` : ''}\n`;
  return head + rows.map(([what, figure, note]) => `${what?.padEnd(28)}${figure?.padStart(12)}  ${note}\n`).join('');
}
