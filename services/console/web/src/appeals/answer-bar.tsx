import { ActionIcon, Button, Kbd } from '@mantine/core';
import { Icon } from '../desk/icons.js';

interface Props {
  onUphold(): void;
  onOverturn(): void;
  disabled: boolean;
  step: { place: string; onNext(): void; onPrevious(): void };
}

/** The two answers, and the way to the next appeal. On a phone it stands at the thumb. */
export function AnswerBar({ onUphold, onOverturn, disabled, step }: Props) {
  return (
    <div className="action-bar" role="toolbar" aria-label="Answer">
      <Button
        className="decide-button"
        variant="default"
        size="md"
        rightSection={<Kbd size="xs">U</Kbd>}
        onClick={onUphold}
        disabled={disabled}
        aria-keyshortcuts="u"
        aria-haspopup="dialog"
      >
        Uphold
      </Button>
      <Button
        className="decide-button"
        variant="default"
        size="md"
        rightSection={<Kbd size="xs">O</Kbd>}
        onClick={onOverturn}
        disabled={disabled}
        aria-keyshortcuts="o"
        aria-haspopup="dialog"
      >
        Overturn
      </Button>
      <div className="step">
        <span className="place">{step.place}</span>
        <ActionIcon variant="default" size={42} onClick={step.onPrevious} aria-label="Previous (K)">
          <Icon name="previous" />
        </ActionIcon>
        <ActionIcon variant="default" size={42} onClick={step.onNext} aria-label="Next (J)">
          <Icon name="next" />
        </ActionIcon>
      </div>
    </div>
  );
}
