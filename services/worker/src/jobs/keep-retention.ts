import { applyRetention, type RetentionMonths } from '@moderato/database';
import type { Clock } from '@moderato/domain';
import type { Logger } from '@moderato/observability';

/** Removes what is past its retention; does nothing where none is set. One worker at a time does it. */
export function keepRetention({
  databaseUrl,
  months,
  clock,
  log,
}: {
  databaseUrl: string;
  months: RetentionMonths;
  clock: Clock;
  log: Logger;
}): () => Promise<void> {
  const isSet = Object.values(months).some((kept) => kept !== undefined);
  return async () => {
    if (!isSet) return;
    const outcome = await applyRetention(databaseUrl, { months, at: clock.now() });
    if (!outcome) return;
    log.info({
      event: 'retention.applied',
      textsErased: outcome.texts?.comments ?? 0,
      dropped: outcome.months.filter(({ dropped }) => dropped).map(({ table, month }) => `${table} ${month}`),
      rows: outcome.rows.map(({ table, rows }) => `${table} ${rows}`),
      kept: outcome.months
        .filter(({ dropped }) => !dropped)
        .map(({ table, month, kept }) => `${table} ${month}: ${kept}`),
    });
  };
}
