import type { ErrorCode } from '@moderato/domain';

/** A line of the input, counted from 1; `text` without its end. */
export type Line = { number: number; text: string } | { number: number; problem: LineProblem };

export interface LineProblem {
  code: ErrorCode;
  detail: string;
}

/** What one read of the input completed. */
export interface Chunk {
  lines: Line[];
  /** Bytes of input that it took. */
  bytes: number;
}

/** A longer line is refused and skipped, so that an input without line ends cannot fill the memory. */
export const maxLineBytes = 16 * 1024 * 1024;

const newline = 0x0a;
const decoder = new TextDecoder('utf-8', { fatal: true });
const empty: LineProblem = { code: 'unreadable_body', detail: 'The line is empty.' };
const notUtf8: LineProblem = { code: 'unreadable_body', detail: 'The line is not valid UTF-8.' };
const tooLong: LineProblem = { code: 'body_too_large', detail: `The line is longer than ${maxLineBytes >> 20} MiB.` };

/** The lines of `input`, a chunk for each read of it. Empty lines are problems, but those at the end are none. */
export async function* chunksOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<Chunk> {
  const splitter = new LineSplitter();
  for await (const bytes of input) yield { lines: splitter.push(bytes), bytes: bytes.length };
  yield { lines: splitter.end(), bytes: 0 };
}

class LineSplitter {
  private number = 0;
  private parts: Uint8Array[] = [];
  private held = 0;
  /** Empty lines that nothing has followed yet. */
  private blanks = 0;

  push(bytes: Uint8Array): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let to = bytes.indexOf(newline); to >= 0; to = bytes.indexOf(newline, from)) {
      this.hold(bytes.subarray(from, to));
      this.finish(lines);
      from = to + 1;
    }
    this.hold(bytes.subarray(from));
    return lines;
  }

  end(): Line[] {
    const lines: Line[] = [];
    if (this.held > 0) this.finish(lines);
    return lines;
  }

  private hold(part: Uint8Array): void {
    this.held += part.length;
    if (this.held > maxLineBytes) this.parts = [];
    else if (part.length > 0) this.parts.push(part);
  }

  private finish(lines: Line[]): void {
    const line = this.read();
    this.parts = [];
    this.held = 0;
    if ('text' in line && line.text.trim() === '') {
      this.blanks++;
      return;
    }
    for (; this.blanks > 0; this.blanks--) lines.push({ number: ++this.number, problem: empty });
    lines.push({ ...line, number: ++this.number });
  }

  private read(): { text: string } | { problem: LineProblem } {
    if (this.held > maxLineBytes) return { problem: tooLong };
    try {
      return { text: decoder.decode(this.parts.length === 1 ? this.parts[0] : Buffer.concat(this.parts)) };
    } catch {
      return { problem: notUtf8 };
    }
  }
}
