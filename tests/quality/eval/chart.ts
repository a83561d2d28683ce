import type { CurvePoint } from './statistics.js';

export interface Line {
  name: string;
  points: readonly CurvePoint[];
  dots?: boolean;
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Five hues that stay apart for the colour-blind (Okabe and Ito 2008), on white and, lighter, on black. */
const light = ['#0072b2', '#d55e00', '#007a5a', '#a6478a', '#8a6a00', '#555555'];
const dark = ['#56b4e9', '#ff9d5c', '#3fd0a4', '#e69ac8', '#f0d142', '#bbbbbb'];

/** Follows the reader's colour scheme. A ground of its own, for pages that do not. */
const style = `<style>
svg { font: 13px system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; }
.ground { fill: #ffffff; } text { fill: #24292f; } .quiet { fill: #57606a; } .title { font-size: 15px; font-weight: 600; }
.grid { stroke: #d8dee4; stroke-width: 1; } .axis { stroke: #57606a; stroke-width: 1; } .limit { stroke: #cf222e; stroke-width: 1.5; stroke-dasharray: 5 4; }
.band { fill: #f3f5f7; } .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; } .even { stroke: #8c959f; stroke-dasharray: 3 4; }
${light.map((hue, i) => `.s${i} { stroke: ${hue}; } .f${i} { fill: ${hue}; }`).join('\n')}
@media (prefers-color-scheme: dark) {
.ground { fill: #0d1117; } text { fill: #e6edf3; } .quiet { fill: #9198a1; } .grid { stroke: #2a313c; } .axis { stroke: #9198a1; }
.limit { stroke: #ff7b72; } .band { fill: #161b22; } .even { stroke: #6e7681; }
${dark.map((hue, i) => `.s${i} { stroke: ${hue}; } .f${i} { fill: ${hue}; }`).join('\n')}
}
</style>`;

export const picture = (width: number, height: number, title: string, body: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>${escaped(title)}</title>${style}
<rect class="ground" width="${width}" height="${height}" rx="6"/>
<text class="title" x="20" y="28">${escaped(title)}</text>
${body}
</svg>
`;

const side = 400;
const left = 70;
const top = 50;
const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];

const px = (x: number): number => Math.round((left + x * side) * 10) / 10;
const py = (y: number): number => Math.round((top + (1 - y) * side) * 10) / 10;

/** Points nearer to each other than a third of a pixel draw as one. */
function thinned(points: readonly CurvePoint[]): CurvePoint[] {
  const kept: CurvePoint[] = [];
  for (const [i, point] of points.entries()) {
    const last = kept.at(-1);
    const far = last === undefined || Math.abs(point.x - last.x) + Math.abs(point.y - last.y) > 1 / 600;
    if (far || i === points.length - 1) kept.push(point);
  }
  return kept;
}

function drawn({ points, dots }: Line, hue: number): string {
  const path = thinned(points).map(({ x, y }) => `${px(x)},${py(y)}`);
  const marks = dots
    ? path.map((at) => `<circle class="f${hue}" r="3.2" cx="${at.replace(',', '" cy="')}"/>`).join('')
    : '';
  return `<polyline class="line s${hue}" points="${path.join(' ')}"/>${marks}`;
}

/** Lines over the unit square, with the diagonal; the legend at the right names each. */
export function unitChart(title: string, axes: { x: string; y: string }, lines: readonly Line[]): string {
  const grid = ticks.map(
    (t) => `<path class="grid" d="M${px(t)} ${py(0)}V${py(1)}M${px(0)} ${py(t)}H${px(1)}"/>
<text class="quiet" x="${px(t)}" y="${py(0) + 20}" text-anchor="middle">${t}</text>
<text class="quiet" x="${px(0) - 10}" y="${py(t) + 4}" text-anchor="end">${t}</text>`,
  );
  const legend = lines.map(({ name }, i) => {
    const y = top + 20 + i * 26;
    return `<path class="line s${i}" d="M${px(1) + 24} ${y}h24"/><text x="${px(1) + 56}" y="${y + 4}">${escaped(name)}</text>`;
  });
  return picture(
    820,
    top + side + 62,
    title,
    [
      ...grid,
      `<path class="line even" d="M${px(0)} ${py(0)}L${px(1)} ${py(1)}"/>`,
      ...lines.map((line, i) => drawn(line, i)),
      `<path class="axis" d="M${px(0)} ${py(0)}H${px(1)}M${px(0)} ${py(0)}V${py(1)}"/>`,
      ...legend,
      `<text x="${px(0.5)}" y="${py(0) + 46}" text-anchor="middle">${escaped(axes.x)}</text>`,
      `<text transform="translate(22 ${py(0.5)}) rotate(-90)" text-anchor="middle">${escaped(axes.y)}</text>`,
    ].join('\n'),
  );
}
