import type { AttributeFigures } from './attributes.js';
import { escaped, type Line, picture, unitChart } from './chart.js';
import { budget, type IdentityFigures } from './identity-figures.js';

const toxicity = (all: readonly AttributeFigures[], ...sources: string[]): AttributeFigures[] =>
  sources.flatMap((source) => all.filter((one) => one.score === 'TOXICITY' && one.source === source));

export function rocPicture(all: readonly AttributeFigures[]): string {
  const lines = toxicity(all, 'civil-comments', 'wikipedia', 'insults', 'olid', 'davidson').map(
    ({ source, auc, curve }): Line => ({ name: `${source}, ${auc.toFixed(3)}`, points: curve }),
  );
  return unitChart(
    'TOXICITY: ROC by source, with the area under each',
    { x: 'false positive rate', y: 'recall' },
    lines,
  );
}

export function reliabilityPicture(all: readonly AttributeFigures[]): string {
  const lines = toxicity(all, 'civil-comments, random draw', 'wikipedia, random draw').map(
    ({ source, calibrationError, bins }): Line => ({
      name: `${source}, ECE ${calibrationError.toFixed(3)}`,
      points: bins.map(({ predicted, observed }) => ({ x: predicted, y: observed })),
      dots: true,
    }),
  );
  return unitChart(
    'TOXICITY: what it says and what was so',
    { x: 'mean score in the bin', y: 'share found toxic' },
    lines,
  );
}

const rowHeight = 16;
const head = 74;
const bar = { left: 190, width: 260, most: 0.1 };
const dot = { left: 500, width: 260, least: 0.9 };

/** Fifty rows: how many neutral sentences were stopped, and how well attacks part from neutral sentences. */
export function identityPicture({ terms, sentences }: IdentityFigures): string {
  const bottom = head + terms.length * rowHeight;
  const xOfBar = (share: number): number => bar.left + (Math.min(share, bar.most) / bar.most) * bar.width;
  const xOfDot = (auc: number): number =>
    dot.left + ((Math.max(auc, dot.least) - dot.least) / (1 - dot.least)) * dot.width;
  const rows = terms.map(({ term, falsePositives, bnsp }, i) => {
    const y = head + i * rowHeight;
    const band = i % 2 ? '' : `<rect class="band" x="14" y="${y}" width="772" height="${rowHeight}"/>`;
    return `${band}<text x="180" y="${y + 12}" text-anchor="end">${escaped(term)}</text>
<rect class="f0" x="${bar.left}" y="${y + 3}" width="${Math.max(xOfBar(falsePositives) - bar.left, 1.5).toFixed(1)}" height="10"/>
<circle class="f1" cx="${xOfDot(bnsp).toFixed(1)}" cy="${y + 8}" r="4"/>`;
  });
  const limit = (x: number, text: string): string =>
    `<path class="limit" d="M${x.toFixed(1)} ${head - 6}V${bottom}"/><text class="quiet" x="${x.toFixed(1)}" y="${bottom + 18}" text-anchor="middle">${text}</text>`;
  const end = (x: number, text: string): string =>
    `<text class="quiet" x="${x}" y="${bottom + 18}" text-anchor="middle">${text}</text>`;
  return picture(
    800,
    bottom + 32,
    `Fifty identity terms: false positives on ${sentences.neutral} neutral sentences, and BNSP AUC`,
    [
      `<text class="quiet" x="${bar.left}" y="58">share not approved</text><text class="quiet" x="${dot.left}" y="58">BNSP AUC of TOXICITY</text>`,
      ...rows,
      limit(xOfBar(budget.falsePositives), '1 %'),
      limit(xOfDot(budget.bnsp), '0.97'),
      end(xOfBar(bar.most), '≥ 10 %'),
      end(dot.left, '≤ 0.9'),
      end(xOfDot(1), '1'),
    ].join('\n'),
  );
}
