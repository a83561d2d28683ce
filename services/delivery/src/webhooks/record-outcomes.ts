import {
  buryUndeliverable,
  type Database,
  disableEndpoints,
  noteEndpointHealth,
  recordAttempts,
} from '@moderato/database';
import { type Attempted, isGone } from './attempt-delivery.js';
import { oweDisabledMail } from './tell-owner.js';

const givenUpAfterMs = 5 * 24 * 3_600_000;

export interface Recorded {
  /** Deliveries whose attempts were written: those of a lost lease are another dispatcher's. */
  deliveryIds: Set<string>;
  /** `told`: whether a mail to the site is owed for it. */
  disabled: { endpointId: string; reason: string; told: boolean }[];
}

interface Outcomes {
  outcomes: Attempted[];
  /** Right of the @ in Message-IDs. */
  mailDomain: string;
  at: Date;
}

/** One short transaction after the exchange: attempts, new states, and what they mean for their endpoints. */
export function recordOutcomes(
  database: Database,
  siteId: string,
  { outcomes, mailDomain, at }: Outcomes,
): Promise<Recorded> {
  return database.withSite(siteId, async (tx) => {
    const deliveryIds = await recordAttempts(tx, siteId, outcomes, at);
    const written = outcomes.filter(({ deliveryId }) => deliveryIds.has(deliveryId));
    const endpointsOf = (list: Attempted[]) => [...new Set(list.map(({ endpointId }) => endpointId))];
    const succeeded = endpointsOf(written.filter(({ state }) => state === 'delivered'));
    const failed = endpointsOf(written.filter(({ state }) => state !== 'delivered'));
    await noteEndpointHealth(tx, siteId, { succeeded, failed }, at);
    const disabled: Recorded['disabled'] = [];
    const disable = async (ids: string[], reason: string, failingBefore?: Date) => {
      if (ids.length === 0) return;
      const done = await disableEndpoints(tx, siteId, ids, { reason, at, ...(failingBefore && { failingBefore }) });
      for (const endpointId of done) {
        disabled.push({ endpointId, reason, told: await oweDisabledMail(tx, siteId, { endpointId, mailDomain, at }) });
      }
    };
    await disable(endpointsOf(written.filter(isGone)), 'The receiver answered 410 Gone.');
    const failingBefore = new Date(at.getTime() - givenUpAfterMs);
    await disable(failed, 'Every attempt of the last 5 days failed.', failingBefore);
    if (disabled.length > 0) await buryUndeliverable(tx, siteId, at);
    return { deliveryIds, disabled };
  });
}
