import { z } from 'zod';
import { badRequest, GoogleError } from './google-error.js';

/** Bytes of UTF-8. */
export const longestComment = 20_480;
const longestEntry = 1_048_576;

const opaque = z.string().max(10_000).nullish();

const textEntry = z.object({
  text: z.string().nullish(),
  type: z.string().nullish().describe('PLAIN_TEXT, the only one'),
});

export const commentFields = {
  comment: textEntry.nullish().describe(`Plain text, at most ${longestComment} bytes of UTF-8`),
  context: z
    .object({
      entries: z.array(textEntry).nullish(),
      articleAndParentComment: z.object({ article: textEntry.nullish(), parentComment: textEntry.nullish() }).nullish(),
    })
    .nullish()
    .describe('Checked, and otherwise not looked at'),
  languages: z.array(z.string()).max(20).nullish().describe('ISO 639-1 or BCP 47; without it the language is detected'),
  communityId: opaque,
  clientToken: opaque.describe('Given back'),
  sessionId: opaque,
};

type TextEntry = z.output<typeof textEntry>;

const bytesOf = (text: string): number => Buffer.byteLength(text, 'utf8');
const isPlain = ({ type }: TextEntry): boolean =>
  type === undefined || type === null || type === 'PLAIN_TEXT' || type === 'COMMENT_TEXT_TYPE_UNSPECIFIED';

/** `input` as the schema shapes it; 400 with every bad field by its path, as Google names them. */
export function parseGoogle<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(input);
  if (success) return data;
  const violations = error.issues.slice(0, 20).map(({ path, message }) => ({
    field: path.map(String).join('.').slice(0, 200),
    description: message,
  }));
  const first = violations[0];
  const { details } = badRequest('INVALID_REQUEST', '');
  throw new GoogleError(400, `Invalid value at '${first?.field}': ${first?.description}`, [
    ...details,
    { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: violations },
  ]);
}

/** The text that is to be scored; throws where it cannot be, for its own sake or its context's. */
export function textOf({
  comment,
  context,
}: {
  comment?: z.output<typeof commentFields.comment>;
  context?: z.output<typeof commentFields.context>;
}): string {
  const text = comment?.text ?? '';
  if (text.trim() === '') throw badRequest('COMMENT_EMPTY', 'Comment must be non-empty: comment.text holds no text.');
  if (bytesOf(text) > longestComment) {
    throw badRequest('COMMENT_TOO_LONG', `Comment is longer than ${longestComment} bytes of UTF-8: comment.text.`);
  }
  const { entries, articleAndParentComment: pair } = context ?? {};
  if (entries && pair) {
    throw badRequest('INVALID_REQUEST', 'context takes entries or articleAndParentComment, not both.');
  }
  const others = [...(entries ?? []), pair?.article, pair?.parentComment].filter((entry) => entry != null);
  if (![comment ?? {}, ...others].every(isPlain)) {
    throw badRequest('INVALID_REQUEST', 'The only type of text is PLAIN_TEXT: comment.type, context.');
  }
  if (others.some((entry) => bytesOf(entry.text ?? '') > longestEntry)) {
    throw badRequest('INVALID_REQUEST', `context: an entry holds at most ${longestEntry} bytes of UTF-8.`);
  }
  return text;
}

const languageTag = /^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,4}$/;

export function requestedLanguages(languages: readonly string[] | null | undefined): string[] {
  for (const [i, tag] of (languages ?? []).entries()) {
    if (!languageTag.test(tag)) {
      throw badRequest('INVALID_REQUEST', `languages[${i}] must be an ISO 639-1 code or a BCP 47 tag.`);
    }
  }
  return [...(languages ?? [])];
}
