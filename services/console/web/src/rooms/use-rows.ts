import { useEffect, useRef, useState } from 'react';
import { useKeys } from '../desk/use-keys.js';

/** Rows that J and K walk through; the one in focus is scrolled to. `keys` act on it. */
export function useRows<Row extends { id: string }>(
  rows: Row[],
  keys: (row: Row) => Record<string, () => void>,
): { current: Row | null; isCurrent(row: Row): boolean; focusOn(row: Row): void } {
  const [focus, setFocus] = useState<string | null>(null);
  const moved = useRef(false);
  const at = Math.max(
    0,
    rows.findIndex(({ id }) => id === focus),
  );
  const current = rows[at] ?? null;
  useEffect(() => {
    if (!moved.current || !current) return;
    moved.current = false;
    document.getElementById(`row-${current.id}`)?.scrollIntoView({ block: 'nearest' });
  });
  const step = (by: number) => () => {
    moved.current = true;
    setFocus(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.id ?? null);
  };
  useKeys({ j: step(1), k: step(-1), ...(current && keys(current)) }, 'jk');
  return {
    current,
    isCurrent: ({ id }) => id === current?.id,
    focusOn: ({ id }) => setFocus(id),
  };
}
