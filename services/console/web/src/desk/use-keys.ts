import { useEffect, useRef } from 'react';

const isTaken = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('input, textarea, select, [contenteditable=true], [role=dialog], [role=menu]') !== null;

/**
 * Single keys for the page. They rest while somebody types or a dialog is open, and a key that is held down counts
 * once, except for those in `repeatable`.
 */
export function useKeys(keys: Record<string, (() => void) | undefined>, repeatable = ''): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
      const key = event.key.toLowerCase();
      const act = current.current[key];
      if (!act || (event.repeat && !repeatable.includes(key))) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [repeatable]);
}
