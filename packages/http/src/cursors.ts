import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@moderato/domain';
import type { Request, Response } from 'express';
import { z } from 'zod';

/** What a cursor is bound to: it is refused for any other list, site or filters. */
export interface CursorScope {
  list: string;
  siteId: string;
  filters?: Record<string, string | undefined>;
}

/** The last row's place: sort key and id. */
export type Position = string[];

export interface Cursors {
  encode(scope: CursorScope, position: Position): string;
  /** Throws AppError `bad_cursor` (400). */
  decode(scope: CursorScope, cursor: string): Position;
}

const positionSchema = z.array(z.string());
const macLength = 16;

/** Opaque, URL-safe, authenticated with `secret`, never expiring. */
export function createCursors(secret: string | Uint8Array): Cursors {
  const mac = ({ list, siteId, filters = {} }: CursorScope, payload: Uint8Array): Buffer => {
    const named = Object.entries(filters)
      .filter(([, value]) => value !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    const bound = JSON.stringify(['v1', list, siteId, named]);
    return createHmac('sha256', secret).update(bound).update('\0').update(payload).digest().subarray(0, macLength);
  };
  return {
    encode(scope, position) {
      const payload = Buffer.from(JSON.stringify(position));
      return Buffer.concat([mac(scope, payload), payload]).toString('base64url');
    },
    decode(scope, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      const payload = bytes.subarray(macLength);
      const given = bytes.subarray(0, macLength);
      if (given.length < macLength || !timingSafeEqual(given, mac(scope, payload))) throw new AppError('bad_cursor');
      return positionSchema.parse(JSON.parse(payload.toString('utf8')));
    },
  };
}

/** `limit` and `cursor` of every list; spread into the list's own query schema. */
export const pageParameters = {
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('Rows a page'),
  cursor: z.string().max(2_000).optional().describe('`next_cursor` of the page before'),
};

export interface Page<Row> {
  data: Row[];
  next_cursor: string | null;
  has_more: boolean;
}

export const pageSchema = <Row extends z.ZodType>(row: Row) =>
  z.object({ data: z.array(row), next_cursor: z.string().nullable(), has_more: z.boolean() });

/**
 * One page out of `limit + 1` rows that were asked for; sets `Link: <…>; rel="next"` where more follow.
 */
export function pageOf<Row>(
  { req, res, cursors }: { req: Request; res: Response; cursors: Cursors },
  scope: CursorScope,
  { rows, limit, positionOf }: { rows: Row[]; limit: number; positionOf: (row: Row) => Position },
): Page<Row> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  if (rows.length <= limit || last === undefined) return { data, next_cursor: null, has_more: false };
  const next = cursors.encode(scope, positionOf(last));
  const url = new URL(req.originalUrl, 'http://here');
  url.searchParams.set('cursor', next);
  res.setHeader('Link', `<${url.pathname}${url.search}>; rel="next"`);
  return { data, next_cursor: next, has_more: true };
}
