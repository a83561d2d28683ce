import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Submission } from '@moderato/domain';
import { slots } from './slot-words.js';

export type Half = 'development' | 'held-out';

/** A sentence that tests one ability. `act`: the outcome must be other than approve; else it must be approve. */
export interface FunctionalCase {
  functionality: string;
  act: boolean;
  half: Half;
  submission: Submission;
}

interface Row {
  functionality: string;
  act: boolean;
  templates: string[];
}

const story = { title: 'Council delays the harbor levy', people: ['Marta Quellen', 'Ivo Brandt'] };
const casesEach = 4;
const slot = /\{(\w+)\}/g;

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "{G}" is "{g}" at a sentence's start. Cases of one template take words that follow each other in the slot's list. */
function filled(template: string, nth: number): string {
  return template.replace(slot, (_, name: string) => {
    const words = slots[name.toLowerCase()];
    if (words === undefined) throw new TypeError(`no slot is called ${name}: ${template}`);
    const word = words[nth % words.length] as string;
    return name === name.toLowerCase() ? word : capitalised(word);
  });
}

function casesOf(half: Half): FunctionalCase[] {
  const lines = readFileSync(join(__dirname, `${half}.ndjson`), 'utf8')
    .trim()
    .split('\n');
  let turn = half === 'development' ? 0 : 7;
  return lines.flatMap((line) => {
    const { functionality, act, templates } = JSON.parse(line) as Row;
    return templates.flatMap((template) => {
      const bodies = new Set(Array.from({ length: casesEach }, () => filled(template, turn++)));
      return [...bodies].map((body) => ({
        functionality,
        act,
        half,
        submission: { body, story, parent: { author: 'Keala' } },
      }));
    });
  });
}

export const functionalCases = (): FunctionalCase[] => [...casesOf('development'), ...casesOf('held-out')];

export function byFunctionality(cases: readonly FunctionalCase[]): Map<string, FunctionalCase[]> {
  const all = new Map<string, FunctionalCase[]>();
  for (const one of cases) all.set(one.functionality, [...(all.get(one.functionality) ?? []), one]);
  return all;
}
