import { Button } from '@mantine/core';
import type { User } from '../api/contract.js';
import { Dialog } from '../desk/dialog.js';

interface Props {
  /** Null: nothing is asked. */
  user: User | null;
  onDisable(): void;
  onClose(): void;
}

export function DisableDialog({ user, onDisable, onClose }: Props) {
  return (
    <Dialog
      title={user ? `Disable ${user.name}?` : ''}
      closeLabel="Close and change nothing"
      opened={user !== null}
      onClose={onClose}
    >
      <div className="form">
        <p>
          They are signed out at once and can sign in no more, by no way. What they decided stays on the record, and the
          account can be taken back into use.
        </p>
        <div className="form-actions">
          <Button color="red" onClick={onDisable} data-autofocus>
            Disable
          </Button>
          <Button variant="subtle" color="gray" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
