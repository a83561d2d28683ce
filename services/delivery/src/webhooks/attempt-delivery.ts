import type { ClaimedDelivery, DeliveryOutcome, MasterKeys } from '@moderato/database';
import type { Clock } from '@moderato/domain';
import { retryDelay, SendError, type Sender, signedHeaders } from '@moderato/webhooks';
import { bodyOf, messageIdOf } from './message.js';
import { openSecrets } from './signing-secrets.js';

export interface AttemptDeps {
  sender: Sender;
  masterKeys: MasterKeys;
  clock: Clock;
  /** 0..1, for the jitter of the schedule. */
  random: () => number;
}

/** An outcome with what the dispatcher needs besides the record. */
export interface Attempted extends DeliveryOutcome {
  eventType: string;
  /** Of this round, counting from 1. */
  attempt: number;
  retryAfterMs: number | null;
}

interface Exchange {
  status: number | null;
  error: string | null;
  answer: string | null;
  durationMs: number;
  retryAfterMs: number | null;
}

async function exchange(delivery: ClaimedDelivery, deps: AttemptDeps, at: Date): Promise<Exchange> {
  const nothing = { status: null, answer: null, retryAfterMs: null, durationMs: 0 };
  let message: Parameters<Sender['send']>[0];
  try {
    const body = bodyOf(delivery);
    const secrets = openSecrets(deps.masterKeys, delivery, at);
    const headers = signedHeaders({ id: messageIdOf(delivery.id), timestamp: at, body, secrets });
    message = { url: delivery.url, headers, body };
  } catch {
    // A master key is missing: unsigned it must not go, and later attempts may find the key.
    return { ...nothing, error: 'unreadable_secrets' };
  }
  try {
    return { ...(await deps.sender.send(message)), error: null };
  } catch (error) {
    if (!(error instanceof SendError)) return { ...nothing, error: 'unknown' };
    return { ...nothing, durationMs: error.durationMs, error: error.code };
  }
}

const isDelivered = (status: number | null): boolean => status !== null && status >= 200 && status < 300;
/** The receiver wants no more. */
export const isGone = ({ status }: { status: number | null }): boolean => status === 410;
export const isOverloaded = ({ status }: { status: number | null }): boolean => [429, 502, 504].includes(status ?? 0);

/** Sends one delivery once and says what follows from it; writes nothing. */
export async function attemptDelivery(delivery: ClaimedDelivery, deps: AttemptDeps): Promise<Attempted> {
  const startedAt = deps.clock.now();
  const result = await exchange(delivery, deps, startedAt);
  const attempt = delivery.attempts + 1;
  const common = {
    deliveryId: delivery.id,
    endpointId: delivery.endpointId,
    eventType: delivery.eventType,
    leasedUntil: delivery.leasedUntil,
    startedAt,
    attempt,
    ...result,
  };
  if (isDelivered(result.status)) return { ...common, state: 'delivered', nextAttemptAt: null };
  const waitMs = isGone(result) ? null : retryDelay(attempt, deps.random);
  if (waitMs === null) return { ...common, state: 'dead', nextAttemptAt: null };
  // Retry-After moves the next attempt later, never earlier.
  const nextAttemptAt = new Date(deps.clock.now().getTime() + Math.max(waitMs, result.retryAfterMs ?? 0));
  return { ...common, state: 'pending', nextAttemptAt };
}
