import type { Clause, Policy } from '@moderato/domain';
import { whyNotEnforced } from './why-not-enforced.js';

export interface CompiledClause extends Clause {
  /** Why nothing enforces the clause, for people; absent where something does. */
  why?: string;
}

export interface CompiledGuidelines {
  hash: string;
  clauses: CompiledClause[];
  report: Policy['report'];
  limits: Policy['limits'];
}

/** What `moderato guidelines compile --json` prints: design.md, "Deciding". */
export const compiledJson = ({ hash, clauses, report, limits }: Policy): CompiledGuidelines => ({
  hash,
  clauses: clauses.map((clause) => {
    const { id, kind, demand, text, start, end, params, rules, enforced } = clause;
    const set = {
      ...(clause.off && { off: clause.off }),
      ...(clause.consequence && { consequence: clause.consequence }),
    };
    const own = { id, kind, demand, text, start, end, params, rules, enforced, ...set };
    return enforced ? own : { ...own, why: whyNotEnforced(clause) };
  }),
  report,
  limits,
});
