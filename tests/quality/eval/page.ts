import { goalsOf, type Measured, ratioOf } from './goals.js';
import { budget } from './identity-figures.js';
import { mostFall } from './perturbations.js';
import type { OnData, OnSentences } from './quality.js';
import type { SpeedFigures } from './speed-figures.js';
import { count, percent, table, three } from './table.js';

const attributes = ({ attributes: all }: OnData): string =>
  [
    '## Scores by attribute and source',
    'On the dev splits, which share no text with what was trained on. `insults` and `olid` come from sources that the model was never trained on. A row counts as positive where its label is 0.5 or more. The calibration error (15 bins of equal size) is taken against the label itself, a share of votes where those are known; it means something only where rows were drawn at random, for elsewhere toxic rows are over-represented. A label with fewer than ten positives is left out. `probability` is the chance of a violation that decides outcomes. SPAM, CONSTRUCTIVE and ATTACK_ON_AUTHOR have no labelled comments here.',
    table(
      [
        'score',
        'source',
        'label',
        '>rows',
        '>positive',
        '>ROC AUC',
        '>average precision',
        '>best F1',
        '>calibration error',
      ],
      all.map((one) => [
        one.score,
        one.source,
        `\`${one.label}\``,
        count(one.rows),
        count(one.positives),
        three(one.auc),
        three(one.averagePrecision),
        three(one.bestF1),
        three(one.calibrationError),
      ]),
    ),
    '![ROC curves of TOXICITY by source](eval/roc.svg)',
    '![Reliability of TOXICITY on random draws](eval/reliability.svg)',
  ].join('\n\n');

const spans = ({ spans: all }: OnData): string =>
  [
    '## Words that offend',
    'The marks of weight 0.5 and more on the toxic-spans dev split, by the measure of SemEval-2021 task 5: F1 of characters, a post at a time, two empty answers agreeing.',
    table(
      ['rows', '>posts', '>span F1'],
      all.map(({ rows, count: posts, f1 }) => [rows, count(posts), three(f1)]),
    ),
  ].join('\n\n');

const outcomes = ({ outcomes: { by, falseForeign, degraded, rows } }: OnData): string =>
  [
    '## Outcomes on civil-comments',
    'Under the guidelines of the demo site, at default thresholds. Most labels are 0/1 at half of the votes; "votes known" are those that say how many.',
    table(
      ['comments', '>rows', '>held', '>rejected'],
      by.map((one) => [one.who, count(one.rows), percent(one.held), percent(one.rejected)]),
    ),
    `Taken for another language, of ${count(rows)} comments of all sources: ${percent(falseForeign)}. Degraded: ${
      Object.entries(degraded)
        .map(([name, n]) => `\`${name}\` ${count(n)}`)
        .join(', ') || 'none'
    }.`,
  ].join('\n\n');

const perturbations = ({ perturbations: { toxic, civil, clean, ways } }: OnData): string =>
  [
    '## Disguised words',
    `A copy of ${count(toxic)} toxic comments with the words disguised that readers marked, and of ${count(civil)} civil ones with two words disguised at random; seeded. ROC AUC of TOXICITY, and the share of the toxic ones that are not approved. It may fall by ${mostFall} at most.`,
    table(
      ['copy', '>ROC AUC', '>falls by', '>toxic ones stopped'],
      [
        ['clean', three(clean.auc), '', percent(clean.recall)],
        ...ways.map(({ way, auc, fall, recall }) => [
          way,
          three(auc),
          `${three(fall)}${fall > mostFall ? ' (over)' : ''}`,
          percent(recall),
        ]),
      ],
    ),
  ].join('\n\n');

const functional = ({ functional: { functionalities, sums, criticism } }: OnSentences): string =>
  [
    '## Functional tests',
    'Sentences of our own, written for one ability each (`tests/quality/functional`); the share of right outcomes. The rules were written by the first half, the held-out half was not looked at.',
    table(
      ['engine', 'half', '>attacks acted upon', '>innocent passed'],
      sums.map((one) => [
        one.who === 'full' ? 'whole engine' : 'rules alone',
        one.half,
        percent(one.act),
        percent(one.pass),
      ]),
    ),
    `Criticism of ideas, faiths, states, institutions and policies: ${percent(criticism.full)} of ${criticism.cases} sentences approved by the whole engine, ${percent(criticism.byRules)} by the rules alone.`,
    table(
      ['functionality', 'must', '>cases', '>whole engine', '>held-out', '>rules alone', '>held-out'],
      functionalities.map(({ name, act, cases, full, byRules }) => [
        name,
        act ? 'act' : 'pass',
        cases.development + cases['held-out'],
        percent(full.development),
        percent(full['held-out']),
        percent(byRules.development),
        percent(byRules['held-out']),
      ]),
    ),
  ].join('\n\n');

const identity = ({
  identity: { terms, sentences, attacksStopped, backgroundFalsePositives },
}: OnSentences): string => {
  const stopped = terms.filter(({ falsePositives }) => falsePositives > budget.falsePositives);
  return [
    '## Fifty identity terms',
    `${sentences.neutral} neutral sentences and ${sentences.attacks} attacks name each term; the background has trades in its place. At default thresholds ${percent(attacksStopped)} of the attacks are not approved, and ${percent(backgroundFalsePositives)} of the background's neutral sentences. Subgroup AUC: its neutral sentences against attacks on it. BNSP: the background's neutral sentences against attacks on it. BPSN: its neutral sentences against attacks on the background (Borkan and others 2019). The AUCs are of TOXICITY.`,
    '![False positives and BNSP AUC by identity term](eval/identity.svg)',
    table(
      ['term', '>false positives', '>subgroup AUC', '>BNSP AUC', '>BPSN AUC'],
      terms.map((one) => [
        one.term,
        percent(one.falsePositives),
        three(one.subgroup),
        three(one.bnsp),
        three(one.bpsn),
      ]),
    ),
    stopped.length === 0
      ? 'No term is over the budget.'
      : `Neutral sentences that were stopped, of the terms over the budget:\n\n${[
          ...new Set(stopped.flatMap((one) => one.stopped)),
        ]
          .slice(0, 20)
          .map((body) => `- ${body}`)
          .join('\n')}`,
  ].join('\n\n');
};

const speed = ({ node, comments, load, perSecond, badInputs }: SpeedFigures): string =>
  [
    '## Speed',
    perSecond === null
      ? 'Not measured: there are no dev comments here.'
      : [
          `${count(comments)} civil-comments dev comments of 50 to 400 characters, processor time, median of five rounds in turn, ${node}. The baseline is the npm package \`obscenity\` with its English preset, in the same process: the whole engine is ${ratioOf(perSecond).toFixed(2)} times as fast. Figures differ from machine to machine; the ratio less so.`,
          table(
            ['stage', '>comments a second of one core'],
            Object.entries(perSecond).map(([stage, rate]) => [stage, count(rate)]),
          ),
        ].join('\n\n'),
    `The model loads in ${load.processorMs.toFixed(0)} ms of processor time (${load.wallMs.toFixed(0)} ms on the clock) and takes ${(load.residentAfter - load.residentBefore).toFixed(0)} MB of resident memory beside the ${load.residentBefore.toFixed(0)} MB of a process with the engine and the guidelines.`,
    '## Bad inputs',
    'The whole engine, lowest processor time of three.',
    table(
      ['input', '>ms', 'outcome', 'why a person looks'],
      badInputs.map(({ name, ms, outcome, degraded }) => [
        name,
        ms.toFixed(1),
        outcome,
        degraded.map((one) => `\`${one}\``).join(', '),
      ]),
    ),
  ].join('\n\n');

const noData =
  '**Not measured here:** scores by source, offending words, outcomes, disguised words and speed, for `../shared/data` is absent.';

export function pageOf(measured: Measured): string {
  const { engine, model, modelHash, sentences, data, speed: speeds } = measured;
  return `${[
    '# How well it judges',
    `Written by \`npm run eval -- --write\`; \`eval/eval.json\` holds the same figures. Engine \`${engine}\`, model \`${model}\` (SHA-256 ${modelHash.slice(0, 12)}…). What the model is and is not for: [MODEL_CARD.md](MODEL_CARD.md).`,
    table(
      ['goal', 'is', 'measured', 'met'],
      goalsOf(measured).map(({ what, goal, measured: is, met }) => [what, goal, is, met ? 'yes' : '**no**']),
    ),
    ...(data === null ? [noData] : [attributes(data), spans(data), outcomes(data), perturbations(data)]),
    functional(sentences),
    identity(sentences),
    speed(speeds),
  ].join('\n\n')}\n`;
}
