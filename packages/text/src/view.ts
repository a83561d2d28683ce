import type { Span } from '@moderato/domain';

/** A text made from the original, and where each of its UTF-16 units came from. */
export interface View {
  readonly text: string;
  /** Original start of each unit of `text`; null where the view and the original are unit for unit the same length. */
  readonly starts: Int32Array | null;
  /** Original end (exclusive) of each unit of `text`; null with `starts`. */
  readonly ends: Int32Array | null;
}

/** What one step of normalising made of a text; `starts` and `ends` point into the step's input. */
export interface Rewrite {
  text: string;
  /** Null with `ends` where the step kept every unit's place. */
  starts: Int32Array | null;
  ends: Int32Array | null;
}

/** Null where the step leaves the text as it is: the usual case, which must cost next to nothing. */
export type Step = (text: string) => Rewrite | null;

export const identityView = (text: string): View => ({ text, starts: null, ends: null });

/** The view after one more step, mapped through to the original. */
export function rewritten(view: View, rewrite: Rewrite | null): View {
  if (rewrite === null) return view;
  const { text, starts, ends } = rewrite;
  if (starts === null || ends === null) return { text, starts: view.starts, ends: view.ends };
  if (view.starts !== null && view.ends !== null) {
    for (let i = 0; i < starts.length; i++) {
      starts[i] = view.starts[starts[i] as number] as number;
      ends[i] = view.ends[(ends[i] as number) - 1] as number;
    }
  }
  return { text, starts, ends };
}

/** Units with the spans they came from, growing at the end only. */
export class Trail {
  #units: Uint16Array;
  #starts: Int32Array;
  #ends: Int32Array;
  length = 0;

  constructor(capacity: number) {
    this.#units = new Uint16Array(capacity);
    this.#starts = new Int32Array(capacity);
    this.#ends = new Int32Array(capacity);
  }

  push(unit: number, start: number, end: number): void {
    if (this.length === this.#units.length) this.#grow();
    this.#units[this.length] = unit;
    this.#starts[this.length] = start;
    this.#ends[this.length++] = end;
  }

  write(text: string, start: number, end: number): void {
    for (let i = 0; i < text.length; i++) this.push(text.charCodeAt(i), start, end);
  }

  /** Marks and joiners belong to the letter before them. */
  extend(end: number): void {
    if (this.length > 0) this.#ends[this.length - 1] = end;
  }

  /** Forgets everything from `at` on, and says what span that covered. */
  takeBack(at: number): Span {
    const span = { start: this.#starts[at] as number, end: this.#ends[this.length - 1] as number };
    this.length = at;
    return span;
  }

  unit(at: number): number | undefined {
    return this.#units[at];
  }

  textFrom(start: number): string {
    let text = '';
    for (let i = start; i < this.length; i += chunk) {
      text += Reflect.apply(String.fromCharCode, null, this.#units.subarray(i, Math.min(i + chunk, this.length)));
    }
    return text;
  }

  done(): Rewrite {
    const { length } = this;
    return { text: this.textFrom(0), starts: this.#starts.slice(0, length), ends: this.#ends.slice(0, length) };
  }

  #grow(): void {
    const capacity = this.length * 2 + 16;
    const grown = <T extends Uint16Array | Int32Array>(from: T, to: T): T => {
      to.set(from);
      return to;
    };
    this.#units = grown(this.#units, new Uint16Array(capacity));
    this.#starts = grown(this.#starts, new Int32Array(capacity));
    this.#ends = grown(this.#ends, new Int32Array(capacity));
  }
}

/** A call takes only so many arguments. Reflect.apply takes the array as it is; spreading it costs five times as much. */
const chunk = 8192;

/**
 * Where `[start, end)` of the view stands in the original, half open, in UTF-16 code units, never inside a surrogate
 * pair. An empty range gives an empty span.
 */
export function originalSpan(view: View, start: number, end: number): Span {
  if (view.starts === null || view.ends === null) return { start, end };
  if (end <= start) {
    const at = start < view.starts.length ? (view.starts[start] as number) : (view.ends.at(-1) ?? 0);
    return { start: at, end: at };
  }
  return { start: view.starts[start] as number, end: view.ends[end - 1] as number };
}
