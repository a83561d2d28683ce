import type { FieldProblem } from '@moderato/domain';
import { type CompileOptions, compile } from './compile.js';
import { readsAsEnglish } from './english.js';
import { speaksOfComments } from './posted/guideline-lines.js';
import { textOf } from './posted/index.js';

/** A longer file is no page of guidelines. Bytes of UTF-8. */
const maxBytes = 1_000_000;
/** Guidelines of more words are none that anybody reads. Bytes of UTF-8 of the text found in the page. */
const maxTextBytes = 200_000;

/** A longer text that states rules does so in at least one line that is about comments. UTF-16 code units. */
const fewCharacters = 400;

const kilobytes = (bytes: number): string => `${(bytes / 1000).toLocaleString('en')} KB`;

/** Why `posted` cannot be a site's guidelines, and what to do about it; empty where it can. */
export function guidelinesProblems(posted: string, options: Omit<CompileOptions, 'version'> = {}): FieldProblem[] {
  if (isBinary(posted)) {
    return [
      problem('not_text', 'This is not text: it holds characters that no text has. Send plain text, Markdown or HTML.'),
    ];
  }
  if (Buffer.byteLength(posted) > maxBytes) {
    return [problem('too_long', `The page is longer than ${kilobytes(maxBytes)}. Send the guidelines alone.`)];
  }
  if (!/\p{L}/u.test(posted)) return [problem('empty', 'The guidelines hold no words.')];
  const text = textOf(posted, options);
  if (Buffer.byteLength(text) > maxTextBytes) {
    const length = kilobytes(maxTextBytes);
    return [problem('too_long', `The guidelines are longer than ${length}. Send the guidelines alone.`)];
  }
  if (!/\p{L}/u.test(text)) return [problem('empty', 'The guidelines hold no words that a reader would see.')];
  return problemsOfText(text);
}

function problemsOfText(text: string): FieldProblem[] {
  const understood = compile(text).clauses.filter(({ kind }) => kind !== 'other').length;
  if (understood < 2 && !readsAsEnglish(text)) {
    return [problem('not_english', 'The guidelines are not in English, the one language that Moderato reads.')];
  }
  if (understood > 0 && (text.length <= fewCharacters || text.split('\n').some((line) => speaksOfComments(line) > 0))) {
    return [];
  }
  const detail =
    'No sentence reads as a guideline for comments. Send the page or the part of it that tells readers how to comment.';
  return [problem('no_guidelines_found', detail)];
}

/** NUL, or more control and replacement characters than a slip would leave. */
function isBinary(posted: string): boolean {
  if (posted.includes('\0')) return true;
  const head = posted.slice(0, 20_000);
  const odd = head.match(/(?!\s)[\p{Cc}\ufffd]/gu)?.length ?? 0;
  return odd > 3 && odd > head.length / 50;
}

const problem = (code: string, detail: string): FieldProblem => ({ pointer: '/text', code, detail });
