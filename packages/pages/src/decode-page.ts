import { PageError } from './page-error.js';

/**
 * The text of `bytes`: in `charset`, else as a byte order mark or the page itself says, else UTF-8. Throws `PageError`
 * (`not_text`) where they are no such text; `lenient` reads them as a browser would, with U+FFFD for what it cannot.
 */
export function decodePage(
  bytes: Uint8Array,
  { charset, lenient = false }: { charset?: string | undefined; lenient?: boolean } = {},
): string {
  const label = charset ?? markOf(bytes) ?? charsetOf(bytes) ?? 'utf-8';
  try {
    return new TextDecoder(label, { fatal: !lenient }).decode(bytes);
  } catch (cause) {
    if (lenient && label !== 'utf-8') return decodePage(bytes, { charset: 'utf-8', lenient });
    throw new PageError('not_text', `not ${label.toUpperCase()} text`, { cause });
  }
}

const markOf = ([first, second]: Uint8Array): string | undefined =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;

/** `<meta charset=…>`, which stands within the first 1,024 bytes of a page. */
const charsetOf = (bytes: Uint8Array): string | undefined =>
  /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{3,20})/iu.exec(
    Buffer.from(bytes.subarray(0, 1_024)).toString('latin1'),
  )?.[1];
