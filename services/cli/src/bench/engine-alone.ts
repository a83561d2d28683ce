import { createJudge } from '@moderato/engine';
import { compile } from '@moderato/guidelines';
import { madeUpComment } from './made-up-comments.js';

/** Comments a second that one core decides with the guidelines in `source`, nothing stored. */
export function engineAlone(source: string, seconds: number): number {
  const policy = compile(source);
  const judge = createJudge((error) => {
    throw error;
  });
  const bodies = Array.from({ length: 2_000 }, (_, n) => madeUpComment(n));
  const decideAll = () => {
    for (const body of bodies) judge({ body }, policy);
  };
  decideAll();
  const started = performance.now();
  let rounds = 0;
  while (performance.now() - started < seconds * 1_000) {
    decideAll();
    rounds++;
  }
  return Math.round(((rounds * bodies.length) / (performance.now() - started)) * 1_000);
}
