import { Alert, Button, CopyButton, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { makeKey, revokeKey } from '../api/account-queries.js';
import type { Keys, NewKey } from '../api/contract.js';
import { Dialog } from '../desk/dialog.js';
import { When } from '../desk/when.js';
import { fieldErrors } from '../forms/form-errors.js';
import { FormNote } from '../forms/form-note.js';
import { useFocusOnError } from '../forms/use-focus-on-error.js';

type Key = Keys['data'][number];

function KeyOnce({ made, onKept }: { made: NewKey; onKept(): void }) {
  return (
    <>
      <Alert variant="light" color="harbour" title="Keep this key now" role="status">
        It is not shown again: only its hash is kept.
      </Alert>
      <p className="secret-once">
        <code>{made.key}</code>
      </p>
      <div className="form-actions">
        <CopyButton value={made.key}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy it'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onKept}>I have kept it</Button>
      </div>
    </>
  );
}

function NewKeyForm() {
  const form = useForm({ initialValues: { name: '' } });
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: makeKey,
    onSuccess: () => form.reset(),
    onError: (failed) => form.setErrors(fieldErrors(failed)),
  });
  const element = useFocusOnError(error);
  if (data) return <KeyOnce made={data} onKept={reset} />;
  return (
    <form ref={element} onSubmit={form.onSubmit(({ name }) => mutate(name))} noValidate className="form">
      <TextInput
        label="What a new key is for"
        description="Like: the plugin of our site. One for each use, so that one can be revoked alone."
        autoComplete="off"
        {...form.getInputProps('name')}
      />
      <FormNote error={error} fields={['name']} />
      <div className="form-actions">
        <Button type="submit" loading={isPending}>
          Make a key
        </Button>
      </div>
    </form>
  );
}

function KeyRow({ keyOf, onRevoke }: { keyOf: Key; onRevoke(): void }) {
  const { name, hint, createdAt, lastUsedAt, revokedAt } = keyOf;
  return (
    <tr data-off={revokedAt !== null || undefined}>
      <td>
        <span className="row-name">{name}</span>
        <span className="under">
          <code>{hint}…</code>
        </span>
      </td>
      <td data-label="Made">
        <When at={createdAt} />
      </td>
      <td data-label="Last used">{lastUsedAt ? <When at={lastUsedAt} /> : 'never'}</td>
      <td className="row-act">
        {revokedAt ? (
          <>
            Revoked <When at={revokedAt} />
          </>
        ) : (
          <Button
            variant="default"
            className="grave"
            size="compact-sm"
            onClick={onRevoke}
            aria-label={`Revoke ${name}`}
          >
            Revoke…
          </Button>
        )}
      </td>
    </tr>
  );
}

export function KeysSection({ keys }: { keys: Keys['data'] }) {
  const [asked, setAsked] = useState<Key | null>(null);
  const { mutate, error } = useMutation({ mutationFn: revokeKey });
  return (
    <section className="settings-section" aria-labelledby="keys">
      <h3 id="keys">API keys</h3>
      {keys.length === 0 ? (
        <p>None yet. Your site’s software sends comments with one.</p>
      ) : (
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">For</th>
              <th scope="col">Made</th>
              <th scope="col">Last used</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <KeyRow key={key.id} keyOf={key} onRevoke={() => setAsked(key)} />
            ))}
          </tbody>
        </table>
      )}
      <FormNote error={error} fields={[]} />
      <NewKeyForm />
      <Dialog
        title={asked ? `Revoke the key of ${asked.name}?` : ''}
        closeLabel="Close and change nothing"
        opened={asked !== null}
        onClose={() => setAsked(null)}
      >
        <div className="form">
          <p>Whatever uses it is refused within seconds. This cannot be taken back.</p>
          <div className="form-actions">
            <Button
              color="red"
              data-autofocus
              onClick={() => {
                if (asked) mutate(asked.id);
                setAsked(null);
              }}
            >
              Revoke
            </Button>
            <Button variant="subtle" color="gray" onClick={() => setAsked(null)}>
              Cancel
            </Button>
          </div>
        </div>
      </Dialog>
    </section>
  );
}
