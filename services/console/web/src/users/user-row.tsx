import { ActionIcon, Menu, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { actOnUser, changeUser, type UserAct } from '../api/account-queries.js';
import type { User } from '../api/contract.js';
import { Icon } from '../desk/icons.js';
import { When } from '../desk/when.js';
import { roleOptions } from '../session/role-words.js';
import { DisableDialog } from './disable-dialog.js';

const states: Record<User['state'], string> = { invited: 'Invited', active: 'Active', disabled: 'Disabled' };

interface MenuProps {
  user: User;
  onAct(act: UserAct): void;
  onDisable(): void;
  onEnable(): void;
}

function UserMenu({ user, onAct, onDisable, onEnable }: MenuProps) {
  const isOff = user.state === 'disabled';
  return (
    // Within the page's main part, and without a focusable stand-in that readers of the screen would stumble on.
    <Menu
      position="bottom-end"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={36} aria-label={`More about ${user.name}`}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!isOff && user.email && (
          <Menu.Item onClick={() => onAct('invite')}>
            {user.state === 'invited' ? 'Send the invitation again' : 'Mail a link for a new password'}
          </Menu.Item>
        )}
        {!isOff && (
          <Menu.Item disabled={user.sessions === 0} onClick={() => onAct('sign-out')}>
            Sign out everywhere
          </Menu.Item>
        )}
        {!isOff && user.hasSecondFactor && (
          <Menu.Item onClick={() => onAct('remove-second-factor')}>Remove the second factor</Menu.Item>
        )}
        {isOff ? (
          <Menu.Item onClick={onEnable}>Take back into use</Menu.Item>
        ) : (
          <Menu.Item className="grave" onClick={onDisable}>
            Disable…
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const done: Record<UserAct, string> = {
  invite: 'The mail is on its way.',
  'sign-out': 'Signed out everywhere.',
  'remove-second-factor': 'The second factor is removed.',
};

interface Props {
  user: User;
  onTold(words: string, failed?: boolean): void;
}

export function UserRow({ user, onTold }: Props) {
  const [disabling, setDisabling] = useState(false);
  const { mutate } = useMutation({
    mutationFn: async ({ work, words }: { work(): Promise<unknown>; words: string }) => {
      await work();
      return words;
    },
    onSuccess: (words) => onTold(words),
    onError: (error) => onTold(error.message, true),
  });
  const change = (body: { role?: string; disabled?: boolean }, words: string) =>
    mutate({ work: () => changeUser(user.id, body), words });
  return (
    <tr data-off={user.state === 'disabled' || undefined}>
      <td>
        <span className="row-name" dir="auto">
          {user.name}
        </span>
        {user.isYou && ' (you)'}
        <span className="under">{user.email ?? 'no address: signs in by a link'}</span>
      </td>
      <td>
        <NativeSelect
          aria-label={`Role of ${user.name}`}
          data={roleOptions}
          value={user.role}
          disabled={user.state === 'disabled'}
          onChange={({ currentTarget: { value, selectedOptions } }) =>
            change({ role: value }, `${user.name} is now ${selectedOptions[0]?.text.toLowerCase()}.`)
          }
        />
      </td>
      <td data-label="State">
        {states[user.state]}
        {user.hasSecondFactor && <span className="under">second factor</span>}
      </td>
      <td data-label="Last sign-in">{user.lastSignInAt ? <When at={user.lastSignInAt} /> : 'never'}</td>
      <td className="row-act">
        <UserMenu
          user={user}
          onAct={(act) => mutate({ work: () => actOnUser(user.id, act), words: `${user.name}: ${done[act]}` })}
          onDisable={() => setDisabling(true)}
          onEnable={() => change({ disabled: false }, `${user.name} may sign in again.`)}
        />
        <DisableDialog
          user={disabling ? user : null}
          onClose={() => setDisabling(false)}
          onDisable={() => {
            setDisabling(false);
            change({ disabled: true }, `${user.name} is disabled and signed out.`);
          }}
        />
      </td>
    </tr>
  );
}
