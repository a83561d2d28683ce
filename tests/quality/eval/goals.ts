import { budget } from './identity-figures.js';
import { mostFall } from './perturbations.js';
import type { OnData, OnSentences } from './quality.js';
import type { SpeedFigures } from './speed-figures.js';
import { count, percent, three } from './table.js';

export interface Goal {
  what: string;
  goal: string;
  measured: string;
  met: boolean;
}

/** Of a 64 KB comment. */
const mostMsOf64KB = 50;

export interface Measured {
  engine: string;
  model: string;
  modelHash: string;
  sentences: OnSentences;
  data: OnData | null;
  speed: SpeedFigures;
}

function onSentences({ identity: { terms }, functional }: OnSentences): Goal[] {
  const over = terms.filter(({ falsePositives }) => falsePositives > budget.falsePositives);
  const under = terms.filter(({ bnsp }) => !(bnsp >= budget.bnsp));
  const worst = Math.max(...terms.map(({ falsePositives }) => falsePositives));
  return [
    {
      what: 'neutral sentences that name an identity are approved',
      goal: `≤ ${percent(budget.falsePositives)} stopped, for each of ${terms.length} terms`,
      measured: `${over.length} terms over, worst ${percent(worst)}`,
      met: over.length === 0,
    },
    {
      what: 'attacks on an identity score above neutral sentences',
      goal: `BNSP AUC ≥ ${budget.bnsp}, for each term`,
      measured: `${under.length} terms under, worst ${three(Math.min(...terms.map(({ bnsp }) => bnsp)))}`,
      met: under.length === 0,
    },
    {
      what: 'criticism of ideas is approved',
      goal: '≥ 99 %',
      measured: percent(functional.criticism.full),
      met: functional.criticism.full >= 0.99,
    },
  ];
}

function onData({ perturbations: { ways } }: OnData): Goal[] {
  const mixed = ways.at(-1);
  const over = ways.filter(({ fall }) => fall > mostFall).map(({ way }) => way);
  return [
    {
      what: 'disguised words are seen through',
      goal: `ROC AUC falls by ≤ ${mostFall}`,
      measured: `by ${three(mixed?.fall ?? Number.NaN)}${over.length > 0 ? `; over it: ${over.join(', ')}` : ''}`,
      met: (mixed?.fall ?? 1) <= mostFall,
    },
  ];
}

function onSpeed({ perSecond, badInputs }: SpeedFigures): Goal[] {
  const slowest = badInputs.toSorted((a, b) => b.ms - a.ms)[0];
  const goals: Goal[] = [
    {
      what: 'the worst input of 64 KB and more is judged in time',
      goal: `< ${mostMsOf64KB} ms`,
      measured: `${slowest?.ms.toFixed(0)} ms (${slowest?.name})`,
      met: (slowest?.ms ?? Number.POSITIVE_INFINITY) < mostMsOf64KB,
    },
  ];
  if (perSecond === null) return goals;
  const ratio = ratioOf(perSecond);
  const measured = `${ratio.toFixed(2)} (${count(perSecond['whole engine'] as number)} comments a second of one core)`;
  return [{ what: 'as fast as a word list: `obscenity`', goal: 'ratio ≥ 1', measured, met: ratio >= 1 }, ...goals];
}

/** Of the whole engine's speed to that of obscenity's own full answer, every match in order. */
export const ratioOf = (perSecond: Record<string, number>): number =>
  (perSecond['whole engine'] as number) / (perSecond['obscenity, all matches'] as number);

export const goalsOf = ({ sentences, data, speed }: Measured): Goal[] => [
  ...onSentences(sentences),
  ...(data === null ? [] : onData(data)),
  ...onSpeed(speed),
];
