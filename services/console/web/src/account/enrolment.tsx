import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { beginTotp, confirmTotp } from '../api/account-queries.js';
import type { AccountView, RecoveryCodes } from '../api/contract.js';
import { fieldErrors } from '../forms/form-errors.js';
import { FormNote } from '../forms/form-note.js';
import { PasswordField } from '../forms/password-field.js';
import { useFocusOnError } from '../forms/use-focus-on-error.js';
import { CodeForm } from './code-form.js';
import { QrCode } from './qr-code.js';

interface Props {
  account: AccountView;
  onDone(codes: RecoveryCodes): void;
  onCancel(): void;
}

const inFours = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? secret;

/** The password, the picture for the telephone, and the first code. */
export function Enrolment({ account, onDone, onCancel }: Props) {
  const form = useForm({ initialValues: { current: '' } });
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: ({ current }: typeof form.values) => beginTotp(account.hasPassword ? current : undefined),
    onError: (failed) => form.setErrors(fieldErrors(failed)),
  });
  const element = useFocusOnError(error);
  if (data) {
    return (
      <div className="enrol">
        <QrCode text={data.uri} label="The code for your authenticator app, as a picture" />
        <div className="form">
          <p>Scan this with an authenticator app, or type the key into it:</p>
          <p>
            <code>{inFours(data.secret)}</code>
          </p>
          <CodeForm
            label="Code"
            description="The six digits that the app shows now."
            verb="Turn it on"
            act={confirmTotp}
            onDone={onDone}
            onCancel={onCancel}
          />
        </div>
      </div>
    );
  }
  return (
    <form ref={element} onSubmit={form.onSubmit((values) => mutate(values))} noValidate className="form">
      {account.hasPassword && (
        <PasswordField label="Your password" autoComplete="current-password" {...form.getInputProps('current')} />
      )}
      <FormNote error={error} fields={['current']} />
      <div className="form-actions">
        <Button type="submit" loading={isPending}>
          Go on
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
