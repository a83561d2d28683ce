import { createLogger, type Logger } from '@moderato/observability';

/** A real logger whose lines a test can read. */
export function captureLog(service = 'test'): { log: Logger; lines: Record<string, unknown>[]; text(): string } {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({
    service,
    level: 'trace',
    destination: { write: (line) => void lines.push(JSON.parse(line)) },
  });
  return { log, lines, text: () => lines.map((line) => JSON.stringify(line)).join('\n') };
}
