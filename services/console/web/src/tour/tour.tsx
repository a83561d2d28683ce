import { Button } from '@mantine/core';
import { useMatchRoute } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { usePreferences } from '../wellbeing/use-preferences.js';

interface Step {
  title: string;
  words: string;
  /** What is spoken of, lifted out while it is. */
  place: string;
}

const steps: Step[] = [
  {
    title: 'What waits',
    words:
      'Comments that the rules would not decide alone, the worst first: how likely and how grave, how widely read, how long they wait. Point at a row to see why it stands there.',
    place: '.queue-list',
  },
  {
    title: 'The comment',
    words:
      'Underlined words raise a score, the thicker the more. Links, addresses and numbers stay hidden until you ask.',
    place: '.desk-comment',
  },
  {
    title: 'Why it is here',
    words:
      'What is proposed and how sure, the clause in your own guidelines’ words, then the author, reports and notes.',
    place: '.desk-reason',
  },
  {
    title: 'One key each',
    words:
      'A approves, R rejects and asks for the clause, E leaves it to a colleague, S skips, B is for the author. U takes the last one back before the site hears of it. ? lists them all.',
    place: '.action-bar',
  },
  {
    title: 'Together',
    words:
      'What you open is yours for some minutes: colleagues see your initials on it. “Your desk” in the menu at the top blurs hard texts and reminds you to rest.',
    place: '.shell-tools',
  },
];

function useHighlight(place: string | undefined): void {
  useEffect(() => {
    const element = place ? document.querySelector<HTMLElement>(place) : null;
    element?.setAttribute('data-toured', '');
    return () => element?.removeAttribute('data-toured');
  }, [place]);
}

function Card({ at, onStep, onEnd }: { at: number; onStep(to: number): void; onEnd(): void }) {
  const step = steps[at];
  const next = useRef<HTMLButtonElement>(null);
  useHighlight(step?.place);
  if (!step) return null;
  const last = at === steps.length - 1;
  return (
    <section className="tour" aria-label="Tour of the desk">
      <p className="quiet">
        {at + 1} of {steps.length}
      </p>
      <h2>{step.title}</h2>
      <p aria-live="polite">{step.words}</p>
      <div className="dialog-actions">
        {at > 0 && (
          <Button size="compact-sm" variant="subtle" onClick={() => onStep(at - 1)}>
            Back
          </Button>
        )}
        <Button ref={next} size="compact-sm" onClick={() => (last ? onEnd() : onStep(at + 1))}>
          {last ? 'Begin' : 'Next'}
        </Button>
        {!last && (
          <Button size="compact-sm" variant="subtle" onClick={onEnd}>
            Skip the tour
          </Button>
        )}
      </div>
    </section>
  );
}

/** Five steps for who sits here for the first time; the desk can be worked meanwhile. Seen once, or skipped for good. */
export function Tour() {
  const { preferences, change } = usePreferences();
  const [at, setAt] = useState(0);
  const onQueue = useMatchRoute()({ to: '/' });
  if (!preferences || preferences.tourSeen || onQueue === false) return null;
  return <Card at={at} onStep={setAt} onEnd={() => change({ tourSeen: true })} />;
}
