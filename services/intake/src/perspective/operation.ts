import type { Operation } from '@moderato/http';

export type PerspectiveOperation = Operation & { method: 'get' | 'post' };

/** Either will do. */
export const keySchemes = {
  googleKey: { type: 'apiKey', in: 'query', name: 'key' },
  googleKeyHeader: { type: 'apiKey', in: 'header', name: 'X-Goog-Api-Key' },
} as const;

export const keySecurity = Object.keys(keySchemes).map((name) => ({ [name]: [] }));
