import { type Database, reportOnClauses } from '@moderato/database';
import { describeReport, reportAsCsv } from './describe-report.js';
import { type Io, UsageError } from './io.js';

export interface ReportOptions {
  days: number;
  /** Only decisions by this version. */
  ofVersion?: number;
  json: boolean;
  csv: boolean;
}

/** Prints what moderators made of each clause's decisions. Changes nothing. */
export async function reportGuidelines(
  database: Database,
  siteId: string,
  { days, ofVersion, json, csv }: ReportOptions,
  io: Io,
): Promise<void> {
  if (json && csv) throw new UsageError('say either --json or --csv');
  const report = await reportOnClauses(database, siteId, { days, version: ofVersion, to: new Date() });
  if (!report) {
    throw new UsageError(
      ofVersion === undefined ? 'the site has no live guidelines' : `the site has no version ${ofVersion}`,
    );
  }
  io.stdout.write(json ? `${JSON.stringify(report)}\n` : csv ? reportAsCsv(report) : describeReport(report));
}
