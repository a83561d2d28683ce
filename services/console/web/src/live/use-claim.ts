import { useEffect, useRef } from 'react';
import type { ClaimAnswer, ReviewComment } from '../api/contract.js';
import { request } from '../api/request.js';
import { useLive } from './live.js';

/** Who only passes by claims nothing. */
const settleMs = 250;
const renewMs = 60_000;
/** A desk where nothing moved for so long gives no more signs of life. */
const idleMs = 4 * 60_000;

const claim = (body: { commentId?: string; takeOver?: boolean; release?: string[] }, keepalive = false) =>
  request<ClaimAnswer>('/claims', { body, keepalive });

/** Claims the comment that is open here, renews that while somebody is at the desk, and gives it back afterwards. */
export function useClaim(comment: ReviewComment | null, moderatorId: string): { takeOver(): void } {
  const { store } = useLive();
  const id = comment?.held ? comment.id : null;
  const movedAt = useRef(Date.now());
  useEffect(() => {
    const moved = () => {
      movedAt.current = Date.now();
    };
    const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const event of events) window.addEventListener(event, moved, { passive: true });
    return () => {
      for (const event of events) window.removeEventListener(event, moved);
    };
  }, []);
  useEffect(() => {
    if (!id) return;
    let asked = false;
    const take = () => {
      if (document.hidden || Date.now() - movedAt.current > idleMs) return;
      asked = true;
      claim({ commentId: id }).then(
        (answer) => store.claim(id, answer.claim),
        // Without it two may read the same comment; the decision tells them apart all the same.
        () => {},
      );
    };
    const giveBack = () => {
      if (!asked || store.state().claims.get(id)?.by.id !== moderatorId) return;
      store.claim(id, null);
      claim({ release: [id] }, true).catch(() => {});
    };
    const first = setTimeout(take, settleMs);
    const renewing = setInterval(take, renewMs);
    window.addEventListener('pagehide', giveBack);
    return () => {
      clearTimeout(first);
      clearInterval(renewing);
      window.removeEventListener('pagehide', giveBack);
      giveBack();
    };
  }, [id, moderatorId, store]);
  return {
    takeOver: () => {
      if (!id) return;
      claim({ commentId: id, takeOver: true }).then(
        (answer) => store.claim(id, answer.claim),
        () => {},
      );
    },
  };
}
