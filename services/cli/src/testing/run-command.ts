import { Readable, Writable } from 'node:stream';
import { run } from '../program.js';

export interface CommandResult {
  code: number;
  /** What was printed as data: JSON, a line each. */
  printed: Record<string, unknown>[];
  stderr: string;
}

/** Runs one command line in this process, as on a terminal where `isTTY`. */
export async function runCommand(
  args: string[],
  env: Record<string, string>,
  { isTTY = false } = {},
): Promise<CommandResult> {
  const [stdout, stderr] = [new Kept(), Object.assign(new Kept(), { isTTY })];
  const code = await run(args, { stdin: Readable.from([]), stdout, stderr, env, version: 'test' });
  const lines = stdout.text.split('\n').filter((line) => line !== '');
  return { code, printed: lines.map((line) => JSON.parse(line)), stderr: stderr.text };
}

class Kept extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString('utf8');
    done();
  }
}
