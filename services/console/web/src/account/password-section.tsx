import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { changePassword } from '../api/account-queries.js';
import type { AccountView } from '../api/contract.js';
import { fieldErrors } from '../forms/form-errors.js';
import { FormNote } from '../forms/form-note.js';
import { PasswordField } from '../forms/password-field.js';
import { useFocusOnError } from '../forms/use-focus-on-error.js';

export function PasswordSection({ account }: { account: AccountView }) {
  const form = useForm({ initialValues: { current: '', password: '' } });
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: ({ current, password }: typeof form.values) =>
      changePassword({ password, ...(account.hasPassword && { current }) }),
    onSuccess: () => form.reset(),
    onError: (failed) => form.setErrors(fieldErrors(failed)),
  });
  const element = useFocusOnError(error);
  if (!account.email) return null;
  return (
    <section className="settings-section" aria-labelledby="password">
      <h3 id="password">Password</h3>
      <form ref={element} onSubmit={form.onSubmit((values) => mutate(values))} noValidate className="form">
        {account.hasPassword && (
          <PasswordField label="Your password now" autoComplete="current-password" {...form.getInputProps('current')} />
        )}
        <PasswordField
          label="New password"
          description="At least 12 characters: a few words that belong to nobody else. Your other sessions end."
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <FormNote error={error} fields={['current', 'password']} done={isSuccess && 'Your password is changed.'} />
        <div className="form-actions">
          <Button type="submit" variant="default" loading={isPending}>
            {account.hasPassword ? 'Change the password' : 'Set a password'}
          </Button>
        </div>
      </form>
    </section>
  );
}
