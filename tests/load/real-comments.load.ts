import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type RunningModerato, startModerato } from '../e2e/running-moderato.js';
import { feedThroughFaults } from './feed-through-faults.js';

/**
 * `npm run load`: real comments through a running system, with everything killed on the way. MODERATO_LOAD_DATA names a
 * folder of `*.dev.ndjson.gz` files whose lines have a `text`; MODERATO_LOAD_COUNT how many comments (20,000).
 */
const folder = process.env.MODERATO_LOAD_DATA ?? '../shared/data';
const count = Number(process.env.MODERATO_LOAD_COUNT ?? 20_000);
const files = ['civil-comments.dev.ndjson.gz', 'wikipedia.dev.ndjson.gz'];

async function realComments(): Promise<string[]> {
  const bodies: string[] = [];
  for (const file of files) {
    const path = join(folder, file);
    if (!existsSync(path)) throw new Error(`there is no ${path}: set MODERATO_LOAD_DATA`);
    for await (const line of createInterface({ input: createReadStream(path).pipe(createGunzip()) })) {
      if (bodies.length === count) return bodies;
      const { text } = JSON.parse(line) as { text: string };
      if (text.trim() !== '') bodies.push(text);
    }
  }
  return bodies;
}

let moderato: RunningModerato;
beforeAll(async () => {
  moderato = await startModerato();
}, 90_000);
afterAll(() => moderato?.dispose(), 60_000);

test('real comments survive kills and a flush', async () => {
  const bodies = await realComments();
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const result = await feedThroughFaults({ moderato, bodies, settleWithinMs: 540_000, onProgress: say });
  say(JSON.stringify({ ...result, commentsPerSecond: Math.round(result.accepted / result.seconds) }, null, 2));
  expect(result).toMatchObject({
    accepted: bodies.length,
    undecided: 0,
    decidedTwice: 0,
    webhooks: { expected: bodies.length, received: bodies.length, badSignatures: 0 },
  });
}, 1_200_000);
