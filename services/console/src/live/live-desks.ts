import type { DeskSignal } from '@moderato/domain';
import type { Logger } from '@moderato/observability';
import type { DeskBell } from '@moderato/queues';
import type { Response } from 'express';

/** What goes down the stream of one desk. */
interface Stream {
  res: Response;
  /** Whether whoever listens may still. */
  mayListen(): Promise<boolean>;
}

interface SiteDesks {
  streams: Set<Stream>;
  leave: Promise<() => Promise<void>>;
}

const beatMs = 20_000;

/** The open streams of server-sent events, by site; all desks of a site share what is heard from other processes. */
export class LiveDesks {
  readonly #sites = new Map<string, SiteDesks>();
  readonly #bell: Pick<DeskBell, 'hear'>;
  readonly #log: Logger;
  readonly #beat: NodeJS.Timeout;

  constructor(bell: Pick<DeskBell, 'hear'>, log: Logger) {
    this.#bell = bell;
    this.#log = log;
    this.#beat = setInterval(() => void this.#beatAll(), beatMs);
    this.#beat.unref();
  }

  /**
   * Makes `res` a stream of the site's signals until it is closed. Resolves once it hears: what its desk asks the
   * database for after that, it misses no change of.
   */
  async open(siteId: string, stream: Stream): Promise<void> {
    const { res } = stream;
    // Not to be compressed, buffered or kept by anything between here and the desk.
    res.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    });
    res.write('retry: 2000\n\n');
    const desks = this.#desksOf(siteId);
    desks.streams.add(stream);
    res.once('close', () => void this.#closed(siteId, desks, stream));
    await desks.leave;
  }

  /** Ends all streams: desks come back to whoever answers then. */
  close(): void {
    clearInterval(this.#beat);
    for (const { streams } of this.#sites.values()) for (const { res } of streams) res.end();
  }

  #desksOf(siteId: string): SiteDesks {
    const known = this.#sites.get(siteId);
    if (known) return known;
    const streams = new Set<Stream>();
    const say = (event: string, data: object) => {
      for (const { res } of streams) sendEvent(res, event, data);
    };
    const leave = this.#bell.hear(
      siteId,
      (signal: DeskSignal) => say('desk', signal),
      () => say('gap', {}),
    );
    leave.catch((err: unknown) => {
      // Without it desks still look at the queue by themselves: close the streams, so that they try again.
      this.#log.warn({ event: 'desk.cannot_hear', siteId, err });
      this.#sites.delete(siteId);
      for (const { res } of streams) res.end();
    });
    const desks = { streams, leave };
    this.#sites.set(siteId, desks);
    return desks;
  }

  async #closed(siteId: string, desks: SiteDesks, stream: Stream): Promise<void> {
    desks.streams.delete(stream);
    if (desks.streams.size > 0) return;
    if (this.#sites.get(siteId) === desks) this.#sites.delete(siteId);
    await desks.leave.then((leave) => leave()).catch(() => {});
  }

  /** Tells connections from dead ones, and ends those of people who were signed out meanwhile. */
  async #beatAll(): Promise<void> {
    for (const { streams } of this.#sites.values()) {
      for (const { res, mayListen } of streams) {
        if (await mayListen().catch(() => true)) res.write(': still here\n\n');
        else res.end();
      }
    }
  }
}

/** One server-sent event, its data as JSON on one line. */
export const sendEvent = (res: Response, event: string, data: object): void =>
  void res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
