import compress from 'compression';
import type { RequestHandler } from 'express';

/** gzip and br for answers of more than about one packet. */
export const compressLargeAnswers = (): RequestHandler => compress({ threshold: 1_400 }) as RequestHandler;
