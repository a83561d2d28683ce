import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type ExportedBlock, RecordVerifier } from '@moderato/domain';
import type { Command } from 'commander';
import { InputError, type Io, UsageError } from '../io.js';

/** `export` and `verify-log`: the record of decisions and actions, to keep elsewhere and to check without us. */
export function registerRecord(program: Command, io: Io): void {
  program
    .command('export')
    .description('write a site’s record to stdout: one block of its hash chain a line, with its entries')
    .requiredOption('--site <slug>', 'the site’s slug')
    .action(async ({ site }: { site: string }) => {
      for await (const block of blocksOfSite(io, site)) {
        if (!io.stdout.write(`${JSON.stringify(block)}\n`)) await once(io.stdout, 'drain');
      }
    });
  program
    .command('verify-log [file]')
    .description('prove that a record is whole: an exported file, or a site’s record in the database')
    .option('--site <slug>', 'verify what the database holds for this site')
    .option('--head <hash>', 'the hash that the last block must have, noted down earlier')
    .action(async (file: string | undefined, { site, head }: { site?: string; head?: string }) => {
      if ((file === undefined) === (site === undefined))
        throw new UsageError('verify-log takes a file, or --site SLUG');
      const blocks = file === undefined ? blocksOfSite(io, site as string) : blocksOfFile(file);
      report(io, await verify(blocks), head);
    });
}

async function verify(blocks: AsyncIterable<ExportedBlock>): Promise<RecordVerifier> {
  const verifier = new RecordVerifier();
  for await (const block of blocks) if (!verifier.add(block)) break;
  verifier.finish();
  return verifier;
}

function report(io: Io, verifier: RecordVerifier, head: string | undefined): void {
  const { fault, blocks, entries, withoutEntries } = verifier;
  const ok = !fault && (head === undefined || head === verifier.head);
  io.stdout.write(`${JSON.stringify({ ok, blocks, entries, withoutEntries, head: verifier.head, fault })}\n`);
  if (fault) throw new InputError(`the record is broken at block ${fault.height}: ${fault.problem}`);
  if (!ok)
    throw new InputError('the record is whole, but does not end in the given head: blocks were cut off or added');
}

async function* blocksOfFile(file: string): AsyncGenerator<ExportedBlock> {
  const input = createReadStream(file, 'utf8');
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      line++;
      if (text.trim() !== '') yield parseBlock(text, line);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
      throw new InputError(`the file cannot be read (${code}): ${file}`);
    }
    throw error;
  }
}

function parseBlock(text: string, line: number): ExportedBlock {
  try {
    const block = JSON.parse(text) as ExportedBlock;
    if (typeof block.height === 'number' && typeof block.root === 'string' && typeof block.hash === 'string')
      return block;
  } catch {
    // Told below, by line: the text itself may hold what should not be shown.
  }
  throw new InputError(`line ${line} is not a block of an exported record`);
}

async function* blocksOfSite(io: Io, slug: string): AsyncGenerator<ExportedBlock> {
  const [{ exportRecord }, { openDatabase, siteIdOf }] = await Promise.all([
    import('@moderato/database'),
    import('../open-database.js'),
  ]);
  const database = await openDatabase(io);
  try {
    yield* exportRecord(database, await siteIdOf(database, slug));
  } finally {
    await database.close();
  }
}
