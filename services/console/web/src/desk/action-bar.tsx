import { ActionIcon, Button, Kbd } from '@mantine/core';
import { Icon } from './icons.js';

interface Props {
  onApprove(): void;
  onReject(): void;
  onEscalate?(): void;
  onSkip?(): void;
  onBan?(): void;
  /** Why nothing can be decided now; undefined when it can. */
  disabled?: boolean;
  /** Where the queue has neighbours to go to. */
  step?: { place: string; onNext(): void; onPrevious(): void };
}

interface ActionProps {
  icon: Parameters<typeof Icon>[0]['name'];
  words: string;
  keys: string;
  onClick(): void;
  disabled?: boolean | undefined;
  dialog?: boolean;
  minor?: boolean;
}

const Action = ({ icon, words, keys, onClick, disabled, dialog, minor }: ActionProps) => (
  <Button
    className={minor ? 'minor-button' : 'decide-button'}
    variant={minor ? 'subtle' : 'default'}
    color={minor ? 'gray' : undefined}
    size="md"
    leftSection={<Icon name={icon} />}
    rightSection={
      <Kbd size="xs" aria-hidden="true">
        {keys}
      </Kbd>
    }
    onClick={onClick}
    disabled={disabled}
    aria-keyshortcuts={keys.toLowerCase()}
    aria-haspopup={dialog ? 'dialog' : undefined}
  >
    {words}
  </Button>
);

/** The same keys whatever is proposed. On a phone it stands at the thumb. */
export function ActionBar({ onApprove, onReject, onEscalate, onSkip, onBan, disabled, step }: Props) {
  return (
    <div className="action-bar" role="toolbar" aria-label="Decide">
      <Action icon="check" words="Approve" keys="A" onClick={onApprove} disabled={disabled} />
      <Action icon="cross" words="Reject" keys="R" onClick={onReject} disabled={disabled} dialog />
      {onEscalate && (
        <Action icon="up" words="Escalate" keys="E" onClick={onEscalate} disabled={disabled} dialog minor />
      )}
      {onSkip && <Action icon="skip" words="Skip" keys="S" onClick={onSkip} minor />}
      {onBan && <Action icon="bar" words="Ban" keys="B" onClick={onBan} dialog minor />}
      {step && (
        <div className="step">
          <span className="place">{step.place}</span>
          <ActionIcon
            className="step-back"
            variant="default"
            size={42}
            onClick={step.onPrevious}
            aria-label="Previous (K)"
          >
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
