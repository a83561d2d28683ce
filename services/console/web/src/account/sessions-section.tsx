import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { signOutOthers } from '../api/account-queries.js';
import type { AccountView } from '../api/contract.js';
import { When } from '../desk/when.js';
import { FormNote } from '../forms/form-note.js';

const ways: Record<AccountView['sessions'][number]['openedBy'], string> = {
  link: 'a link',
  demo: 'the demo’s link',
  password: 'password',
  invitation: 'an invitation',
  openid: 'your newsroom’s account',
};

export function SessionsSection({ account: { sessions } }: { account: AccountView }) {
  const { mutate, error, isPending, isSuccess } = useMutation({ mutationFn: signOutOthers });
  return (
    <section className="settings-section" aria-labelledby="sessions">
      <h3 id="sessions">Where you are signed in</h3>
      <table className="rows">
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">Since</th>
            <th scope="col">Until</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, device, createdAt, expiresAt, openedBy, isThis }) => (
            <tr key={id}>
              <td>
                <span className="row-name">{device ?? 'A browser that does not say which'}</span>
                {isThis && <span className="under">This one</span>}
              </td>
              <td data-label="Since">
                <When at={createdAt} />
              </td>
              <td data-label="Until">
                <When at={expiresAt} />
              </td>
              <td data-label="By">{ways[openedBy]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <FormNote error={error} fields={[]} done={isSuccess && 'You are signed out everywhere else.'} />
      {sessions.length > 1 && (
        <Button variant="default" loading={isPending} onClick={() => mutate()}>
          Sign out everywhere else
        </Button>
      )}
    </section>
  );
}
