import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Committed, civilityFolder, readCommitted, sampleNth, writeCommitted } from './committed.js';
import { dataFolder } from './dev-rows.js';
import { drops, toRecord } from './figure.js';
import type { Measured } from './goals.js';
import { createJudging } from './judging.js';
import { pageOf } from './page.js';
import { identityPicture, reliabilityPicture, rocPicture } from './pictures.js';
import { progress } from './progress.js';
import { figuresOnData, figuresOnSentences, measureOnData, measureOnSentences } from './quality.js';
import { measureSpeed } from './speed-figures.js';

/** `npm run eval`: everything is measured, printed and held against the committed figures; `-- --write` rewrites them. */
const isWriting = process.env.MODERATO_EVAL_WRITE === '1';

const modelHash = (): string =>
  createHash('sha256')
    .update(readFileSync(join(civilityFolder, 'model/civility-1.bin')))
    .digest('hex');

function measure(): { measured: Measured; committed: Committed } {
  const judging = createJudging();
  const { engine } = judging.full({ body: 'Hello.' });
  const data = measureOnData(judging, 1, progress);
  const sample = measureOnData(judging, sampleNth, progress);
  const sentences = measureOnSentences(judging);
  progress('speed', 1, 1);
  const speed = measureSpeed(data?.bodies ?? []);
  const versions = { engine: engine.version, model: engine.model as string, modelHash: modelHash() };
  const committed: Committed = {
    ...versions,
    sentences: toRecord(figuresOnSentences(sentences)),
    data: data && toRecord(figuresOnData(data)),
    sample: sample && { nth: sampleNth, figures: toRecord(figuresOnData(sample)) },
    speed,
  };
  return { measured: { ...versions, sentences, data, speed }, committed };
}

function write(measured: Measured, committed: Committed, page: string): void {
  mkdirSync(join(civilityFolder, 'eval'), { recursive: true });
  const into = (name: string, text: string): void => writeFileSync(join(civilityFolder, name), text);
  into('EVAL.md', page);
  into('eval/identity.svg', identityPicture(measured.sentences.identity));
  if (measured.data !== null) {
    into('eval/roc.svg', rocPicture(measured.data.attributes));
    into('eval/reliability.svg', reliabilityPicture(measured.data.attributes));
  }
  writeCommitted(committed);
}

test('no figure is worse than the committed one', () => {
  const before = readCommitted();
  const { measured, committed } = measure();
  const page = pageOf(measured);
  process.stdout.write(`${page}\n`);
  if (measured.data === null) process.stderr.write(`eval: there is no ${dataFolder}: what needs it was left out\n`);
  if (isWriting) {
    if (measured.data === null)
      throw new Error('nothing is written without the data: half of the figures would be lost');
    write(measured, committed, page);
    return;
  }
  if (before === null) throw new Error('there are no committed figures: run `npm run eval -- --write`');
  const { sentences, data } = measured;
  const worse = [
    ...drops(figuresOnSentences(sentences), before.sentences),
    ...(data === null || before.data === null ? [] : drops(figuresOnData(data), before.data)),
  ];
  expect(worse).toEqual([]);
}, 1_200_000);
