import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { guidelinesFile } from './judging.js';

/** What speed.mjs prints. */
export interface SpeedFigures {
  node: string;
  comments: number;
  load: { wallMs: number; processorMs: number; residentBefore: number; residentAfter: number };
  /** Comments a second of one core, by stage. Null without comments. */
  perSecond: Record<string, number> | null;
  badInputs: { name: string; ms: number; outcome: string; degraded: string[] }[];
}

/** Runs the built packages in a Node process of their own. Throws with what it said where it fails. */
export function measureSpeed(bodies: readonly string[]): SpeedFigures {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', join(__dirname, 'speed.mjs')], {
    input: JSON.stringify({ guidelines: readFileSync(guidelinesFile, 'utf8'), bodies }),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`the measurement of speed failed: ${stderr}`);
  return JSON.parse(stdout) as SpeedFigures;
}
