import type { Response } from 'express';

/**
 * Answers with JSON. Shorter than `res.json`: no ETag and no freshness check, which cost more than the whole of a
 * small answer does.
 */
export function sendJson(res: Response, status: number, body: unknown, contentType = 'application/json'): void {
  const text = JSON.stringify(body);
  res.statusCode = status;
  res.setHeader('Content-Type', `${contentType}; charset=utf-8`);
  res.setHeader('Content-Length', Buffer.byteLength(text));
  if (!res.hasHeader('Cache-Control')) res.setHeader('Cache-Control', 'no-store');
  res.end(text);
}
