import type { DeskSignal } from '@moderato/domain';
import type { Signals } from './signals.js';

const deskTopic = (siteId: string): string => `desk.${siteId}`;

export interface DeskBell {
  /** Something came before a site's moderators. However often it rings, desks hear it a few times a second. */
  ring(siteId: string): void;
  /** Tells a site's desks what one of them did; lost where it cannot be said. */
  tell(siteId: string, signal: DeskSignal): void;
  /** As `Signals.subscribe`. */
  hear(siteId: string, hear: (signal: DeskSignal) => void, onGap: () => void): Promise<() => Promise<void>>;
}

/** Calls moderators' desks over `signals`. Nothing here is waited for: desks look at the queue by themselves too. */
export function createDeskBell(signals: Signals, onLost: (error: Error) => void, pauseMs = 300): DeskBell {
  const ringing = new Set<string>();
  const tell = (siteId: string, signal: DeskSignal) => {
    signals.publish(deskTopic(siteId), signal).catch(onLost);
  };
  return {
    tell,
    ring(siteId) {
      if (ringing.has(siteId)) return;
      ringing.add(siteId);
      setTimeout(() => {
        ringing.delete(siteId);
        tell(siteId, { type: 'arrived' });
      }, pauseMs).unref();
    },
    hear: (siteId, hear, onGap) =>
      signals.subscribe(deskTopic(siteId), (message) => hear(message as DeskSignal), onGap),
  };
}
