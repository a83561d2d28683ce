/** What no `text` column can hold: NUL, and halves of a surrogate pair. Each becomes U+FFFD, so offsets stay true. */
const unstorable = /[\0\p{Surrogate}]/gu;

export function storableText(text: string): string {
  return text.replace(unstorable, '\ufffd');
}

/** The same for every string of a JSON value, names of members included. */
export function storableJson(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(storableJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [storableText(key), storableJson(member)]));
}
