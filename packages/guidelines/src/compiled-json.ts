import type { Clause, Policy } from '@moderato/domain';

export interface CompiledGuidelines {
  hash: string;
  clauses: Clause[];
  report: Policy['report'];
  limits: Policy['limits'];
}

/** What `moderato guidelines compile --json` prints: design.md, "Deciding". */
export const compiledJson = ({ hash, clauses, report, limits }: Policy): CompiledGuidelines => ({
  hash,
  clauses: clauses.map(({ id, kind, demand, text, start, end, params, rules, enforced }) => ({
    id,
    kind,
    demand,
    text,
    start,
    end,
    params,
    rules,
    enforced,
  })),
  report,
  limits,
});
