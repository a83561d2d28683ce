import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { usePreferences } from './use-preferences.js';

const lookMs = 15_000;
/** Who was away so long has had a break. */
const restedMs = 5 * 60_000;

/** Minutes at the desk since the last break, counted while somebody is there. */
function useBreak(minutes: number): { due: boolean; again(): void } {
  const [due, setDue] = useState(false);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each round begins anew
  useEffect(() => {
    if (minutes === 0) return setDue(false);
    let began = Date.now();
    let moved = Date.now();
    const onMove = () => {
      if (Date.now() - moved > restedMs) began = Date.now();
      moved = Date.now();
    };
    const looking = setInterval(() => setDue(Date.now() - began >= minutes * 60_000), lookMs);
    for (const event of ['keydown', 'pointerdown'] as const) window.addEventListener(event, onMove);
    return () => {
      clearInterval(looking);
      for (const event of ['keydown', 'pointerdown'] as const) window.removeEventListener(event, onMove);
    };
  }, [minutes, round]);
  return {
    due,
    again: () => {
      setDue(false);
      setRound((was) => was + 1);
    },
  };
}

/** What the moderator asked for their own sake: told to the styles, and a word when it is time to rest. */
export function Wellbeing() {
  const { preferences } = usePreferences();
  const { due, again } = useBreak(preferences?.breakMinutes ?? 0);
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset.blur = preferences?.blur ?? 'off';
    dataset.coverSlurs = String(preferences?.maskSlurs ?? false);
    dataset.grey = String(preferences?.greyscale ?? false);
  }, [preferences]);
  if (!due || !preferences) return null;
  return (
    <div className="break-note" role="status">
      <p>
        You have been here for {preferences.breakMinutes} minutes. The queue will keep: look away from it for a while.
      </p>
      <Button size="compact-sm" variant="default" onClick={again}>
        I have had a break
      </Button>
    </div>
  );
}
