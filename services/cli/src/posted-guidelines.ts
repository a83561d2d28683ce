import type { Readable } from 'node:stream';
import type { Policy } from '@moderato/domain';
import { type CompileOptions, compile, guidelinesProblems } from '@moderato/guidelines';
import { createPageFetcher, type FetchedPage, PageError } from '@moderato/pages';
import { decodeText, readBytes } from './files.js';
import { InputError, UsageError } from './io.js';

/** A page of guidelines is smaller. Bytes. */
export const maxPageBytes = 1_000_000;

/** The policy of the guidelines at `where`: a file, a web address, or `-` for standard input. */
export async function readPosted(where: string, stdin: Readable): Promise<Policy> {
  const { bytes, charset, ...options } = await bytesAt(where, stdin);
  const posted = decodeText(where, bytes, charset);
  const [problem] = guidelinesProblems(posted, options);
  if (problem) throw new InputError(`${where}: ${problem.detail}`);
  return compile(posted, options);
}

type Posted = Pick<FetchedPage, 'bytes' | 'charset'> & Omit<CompileOptions, 'version'>;

async function bytesAt(where: string, stdin: Readable): Promise<Posted> {
  if (/^https?:\/\//iu.test(where)) {
    const { bytes, charset, isHtml, url } = await fetchPage(where);
    return { bytes, charset, base: url, ...(isHtml && { format: 'html' as const }) };
  }
  const bytes = where === '-' ? await readAll(stdin) : await readBytes(where);
  if (bytes.length > maxPageBytes) throw new InputError(`${where}: longer than ${maxPageBytes / 1000} KB. ${alone}`);
  return { bytes, charset: undefined };
}

/** As the watch fetches it, but for the operator's own command: private addresses are dialled, robots.txt is not asked. */
async function fetchPage(address: string): Promise<FetchedPage> {
  const fetcher = createPageFetcher({ userAgent: 'Moderato/0.1.0' });
  try {
    const page = await fetcher.fetch(address, { maxBytes: maxPageBytes });
    if (!page) throw new Error('a page that nobody knows cannot be the known one');
    return page;
  } catch (cause) {
    if (!(cause instanceof PageError)) throw cause;
    if (cause.problem === 'bad_address') throw new UsageError(`not a web address: ${address}`, { cause });
    throw new InputError(`${address}: ${cause.message}`, { cause });
  } finally {
    await fetcher.close();
  }
}

const alone = 'Give the guidelines alone.';

async function readAll(stdin: Readable): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk as Buffer));
    length += (chunk as Buffer).length;
    if (length > maxPageBytes) throw new InputError(`standard input: longer than ${maxPageBytes / 1000} KB. ${alone}`);
  }
  return Buffer.concat(chunks);
}
