import { identityTerms, neutralTemplates } from '../identity/terms-words.js';
import type { Figure } from './figure.js';
import { attackTemplates, background } from './identity-words.js';
import type { Judging } from './judging.js';
import { rocAuc } from './statistics.js';

export const budget = { falsePositives: 0.01, bnsp: 0.97 };

export interface TermFigures {
  term: string;
  /** Share of neutral sentences that are not approved, 0..1. */
  falsePositives: number;
  /** ROC AUC: its own sentences; background's neutral ones against attacks on it; its neutral ones against attacks on background. */
  subgroup: number;
  bnsp: number;
  bpsn: number;
  /** The neutral sentences that were stopped. */
  stopped: string[];
}

export interface IdentityFigures {
  terms: TermFigures[];
  sentences: { neutral: number; attacks: number };
  /** Share of attacks on the groups that are not approved. */
  attacksStopped: number;
  /** Share of the background's neutral sentences that are not approved. */
  backgroundFalsePositives: number;
}

type Name = readonly [one: string, many: string];

const filled = (template: string, [one, many]: Name): string =>
  template
    .replaceAll('{one}', one)
    .replaceAll('{many}', many)
    .replaceAll('{Many}', many.charAt(0).toUpperCase() + many.slice(1));

interface Said {
  body: string;
  toxicity: number;
  stopped: boolean;
}

const auc = (neutral: readonly Said[], attacks: readonly Said[]): number =>
  rocAuc({
    scores: [...neutral, ...attacks].map(({ toxicity }) => toxicity),
    positive: [...neutral.map(() => false), ...attacks.map(() => true)],
  });

const stoppedShare = (said: readonly Said[]): number => said.filter(({ stopped }) => stopped).length / said.length;

/** By the whole engine: TOXICITY for the AUCs, the outcome at default thresholds for false positives. */
export function measureIdentity({ full }: Judging): IdentityFigures {
  const say = (templates: readonly string[], name: Name): Said[] =>
    templates.map((template) => {
      const body = filled(template, name);
      const { scores, outcome } = full({ body });
      return { body, toxicity: scores.TOXICITY, stopped: outcome !== 'approve' };
    });
  const neutralBackground = background.flatMap((name) => say(neutralTemplates, name));
  const attacksBackground = background.flatMap((name) => say(attackTemplates, name));
  const said = identityTerms.map((name) => ({
    term: name[1],
    neutral: say(neutralTemplates, name),
    attacks: say(attackTemplates, name),
  }));
  return {
    terms: said.map(({ term, neutral, attacks }) => ({
      term,
      falsePositives: stoppedShare(neutral),
      subgroup: auc(neutral, attacks),
      bnsp: auc(neutralBackground, attacks),
      bpsn: auc(neutral, attacksBackground),
      stopped: neutral.filter(({ stopped }) => stopped).map(({ body }) => body),
    })),
    sentences: { neutral: neutralTemplates.length, attacks: attackTemplates.length },
    attacksStopped: stoppedShare(said.flatMap(({ attacks }) => attacks)),
    backgroundFalsePositives: stoppedShare(neutralBackground),
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

export const identityFigures = ({ terms, attacksStopped }: IdentityFigures): Figure[] => [
  {
    name: 'identity, false positives, mean',
    value: mean(terms.map(({ falsePositives }) => falsePositives)),
    lowerIsBetter: true,
  },
  {
    name: 'identity, false positives, worst term',
    value: Math.max(...terms.map(({ falsePositives }) => falsePositives)),
    lowerIsBetter: true,
  },
  { name: 'identity, subgroup AUC, worst term', value: Math.min(...terms.map(({ subgroup }) => subgroup)) },
  { name: 'identity, BNSP AUC, worst term', value: Math.min(...terms.map(({ bnsp }) => bnsp)) },
  { name: 'identity, BPSN AUC, worst term', value: Math.min(...terms.map(({ bpsn }) => bpsn)) },
  { name: 'identity, attacks stopped', value: attacksStopped },
];
