import { reportedClauses, type SiteReport, siteReport } from '@moderato/domain';
import type { Database } from './database.js';
import { findGuidelines, findLiveGuidelines, listPublishedPolicies } from './queries/guidelines.js';
import { readJudgedFindings } from './queries/judged-findings.js';

export interface ReportAsked {
  days: number;
  /** Only decisions by this version, beside its thresholds; undefined: all, beside the live ones. */
  version?: number | undefined;
  /** Decisions before this, UTC. */
  to: Date;
}

/** A version that was published every day for as long would be left out. */
const mostVersions = 200;
const dayMs = 86_400_000;
/** A report over a year of a large site sorts hundreds of thousands of rows: in memory, and not for ever. */
const settings = `set local work_mem = '64MB'; set local jit = off; set local statement_timeout = '120s'`;

/** What moderators made of each clause's decisions. Null where the site has no such version, or none that is live. */
export function reportOnClauses(
  database: Database,
  siteId: string,
  { days, version, to }: ReportAsked,
): Promise<SiteReport | null> {
  return database.withSite(
    siteId,
    async (tx) => {
      const found = version === undefined ? findLiveGuidelines(tx, siteId) : findGuidelines(tx, siteId, version);
      const current = (await found)?.policy;
      if (!current) return null;
      const policies = version === undefined ? await listPublishedPolicies(tx, siteId, mostVersions) : [current];
      const from = new Date(to.getTime() - days * dayMs);
      const clauses = reportedClauses(policies, current);
      const judged = await readJudgedFindings(tx, siteId, { bindings: clauses.bindings, from, to });
      const versions = policies.map((policy) => policy.version).toSorted((a, b) => a - b);
      return siteReport(clauses, current, judged, { from, to, versions });
    },
    settings,
  );
}
