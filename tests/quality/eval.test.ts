import { readCommitted, sampleNth } from './eval/committed.js';
import { hasData } from './eval/dev-rows.js';
import { drops } from './eval/figure.js';
import { createJudging } from './eval/judging.js';
import { figuresOnData, figuresOnSentences, measureOnData, measureOnSentences, type OnData } from './eval/quality.js';

const committed = readCommitted();
const whereDataAre = hasData ? test : test.skip;
const quiet = (): void => undefined;

test('on our own sentences no figure of the whole engine is worse than in packages/civility/eval/eval.json', () => {
  expect(committed).not.toBeNull();
  expect(drops(figuresOnSentences(measureOnSentences(createJudging())), committed?.sentences ?? {})).toEqual([]);
}, 120_000);

whereDataAre(
  `on every ${sampleNth}th dev comment no figure is worse than in packages/civility/eval/eval.json (needs ../shared/data)`,
  () => {
    expect(committed?.sample?.nth).toBe(sampleNth);
    const measured = measureOnData(createJudging(), sampleNth, quiet) as OnData;
    expect(drops(figuresOnData(measured), committed?.sample?.figures ?? {})).toEqual([]);
  },
  120_000,
);
