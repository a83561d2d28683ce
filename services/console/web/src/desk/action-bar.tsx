import { ActionIcon, Button, Kbd } from '@mantine/core';
import { Icon } from './icons.js';

interface Props {
  onApprove(): void;
  onReject(): void;
  /** Why nothing can be decided now; undefined when it can. */
  disabled?: boolean;
  /** Where the queue has neighbours to go to. */
  step?: { place: string; onNext(): void; onPrevious(): void };
}

/** The same two keys whatever is proposed. On a phone it stands at the thumb. */
export function ActionBar({ onApprove, onReject, disabled, step }: Props) {
  return (
    <div className="action-bar" role="toolbar" aria-label="Decide">
      <Button
        className="decide-button"
        variant="default"
        size="md"
        leftSection={<Icon name="check" />}
        rightSection={<Kbd size="xs">A</Kbd>}
        onClick={onApprove}
        disabled={disabled}
        aria-keyshortcuts="a"
      >
        Approve
      </Button>
      <Button
        className="decide-button"
        variant="default"
        size="md"
        leftSection={<Icon name="cross" />}
        rightSection={<Kbd size="xs">R</Kbd>}
        onClick={onReject}
        disabled={disabled}
        aria-keyshortcuts="r"
        aria-haspopup="dialog"
      >
        Reject
      </Button>
      {step && (
        <div className="step">
          <span className="place">{step.place}</span>
          <ActionIcon variant="default" size={42} onClick={step.onPrevious} aria-label="Previous (K)">
            <Icon name="previous" />
          </ActionIcon>
          <ActionIcon variant="default" size={42} onClick={step.onNext} aria-label="Next (J)">
            <Icon name="next" />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
