import type { FieldProblem } from '@moderato/domain';

/** Longer texts are no guidelines. Bytes of UTF-8. */
const maxBytes = 200_000;

/** Why `source` cannot be a site's guidelines; empty where it can. */
export function guidelinesProblems(source: string): FieldProblem[] {
  if (source.includes('\0')) return [problem('not_text', 'The guidelines hold NUL characters: this is not text.')];
  if (Buffer.byteLength(source) > maxBytes) {
    return [problem('too_long', `The guidelines are longer than ${maxBytes / 1000} KB.`)];
  }
  if (!/\p{L}/u.test(source)) return [problem('empty', 'The guidelines hold no words.')];
  return [];
}

const problem = (code: string, detail: string): FieldProblem => ({ pointer: '/text', code, detail });
