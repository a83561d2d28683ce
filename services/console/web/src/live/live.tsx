import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { DeskSignal, LiveHello } from '../api/contract.js';
import { commentQuery, contextQuery, queueKey, viewsQuery } from '../api/queries.js';
import { type LiveState, LiveStore } from './live-store.js';

const LiveContext = createContext<LiveStore | null>(null);

const againMs = { first: 2_000, longest: 30_000 };
/** What comes in a burst is fetched once. */
const gatherMs = 400;

function useLiveStore(): LiveStore {
  const store = useContext(LiveContext);
  if (!store) throw new Error('useLive needs a LiveProvider above it');
  return store;
}

export function useLive(): LiveState & { store: LiveStore } {
  const store = useLiveStore();
  return { ...useSyncExternalStore(store.subscribe, store.state), store };
}

interface Listener {
  onHello(hello: LiveHello): void;
  onGap(): void;
  onSignal(signal: DeskSignal): void;
  onLost(): void;
}

/** Keeps a stream of server-sent events open; a browser gives up after some refusals, this does not. */
function listen(listener: Listener): () => void {
  let source: EventSource | null = null;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let waitMs = againMs.first;
  const open = () => {
    source = new EventSource('/api/events');
    source.addEventListener('hello', ({ data }) => {
      waitMs = againMs.first;
      listener.onHello(JSON.parse(data));
    });
    source.addEventListener('gap', () => listener.onGap());
    source.addEventListener('desk', ({ data }) => listener.onSignal(JSON.parse(data)));
    source.onerror = () => {
      listener.onLost();
      if (source?.readyState !== EventSource.CLOSED) return;
      retry = setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, againMs.longest);
    };
  };
  open();
  return () => {
    clearTimeout(retry);
    source?.close();
  };
}

/** Hears what other desks do. After every break it looks at the queue again, so that nothing is missed for good. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [store] = useState(() => new LiveStore());
  useEffect(() => {
    let gathering: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      gathering ??= setTimeout(() => {
        gathering = undefined;
        void client.invalidateQueries({ queryKey: queueKey });
        void client.invalidateQueries({ queryKey: viewsQuery.queryKey });
      }, gatherMs);
    };
    const lookAt = (id: string) => {
      void client.invalidateQueries({ queryKey: commentQuery(id).queryKey });
      void client.invalidateQueries({ queryKey: contextQuery(id).queryKey });
    };
    const stop = listen({
      onHello: (hello) => {
        store.begin(hello);
        look();
      },
      onGap: look,
      onLost: () => store.lost(),
      onSignal: (signal) => {
        store.hear(signal);
        if (signal.type === 'arrived' || signal.type === 'decided' || signal.type === 'escalated') look();
        if (signal.type === 'decided' || signal.type === 'noted') lookAt(signal.commentId);
      },
    });
    return () => {
      clearTimeout(gathering);
      stop();
    };
  }, [client, store]);
  return <LiveContext value={store}>{children}</LiveContext>;
}
