import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { askForReset } from '../api/account-queries.js';
import { fieldErrors } from '../forms/form-errors.js';
import { FormNote } from '../forms/form-note.js';
import { useFocusOnError } from '../forms/use-focus-on-error.js';

/** Asks for the mail by which a new password is chosen. The answer is the same whether there is an account. */
export function ResetForm({ site, onBack }: { site: string | undefined; onBack(): void }) {
  const form = useForm({ initialValues: { email: '' } });
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: ({ email }: typeof form.values) => askForReset(email.trim(), site),
    onError: (failed) => form.setErrors(fieldErrors(failed)),
  });
  const element = useFocusOnError(error);
  return (
    <form ref={element} onSubmit={form.onSubmit((values) => mutate(values))} noValidate className="form">
      {isSuccess ? (
        <p role="status">
          If there is an account with this address, a mail with a link is on its way. The link works once, for an hour.
        </p>
      ) : (
        <>
          <TextInput
            label="E-mail"
            description="A link to choose a new password is mailed there."
            type="email"
            size="md"
            autoComplete="username"
            {...form.getInputProps('email')}
          />
          <FormNote error={error} fields={['email']} />
        </>
      )}
      <div className="form-actions">
        {!isSuccess && (
          <Button type="submit" size="md" loading={isPending}>
            Mail me a link
          </Button>
        )}
        <Button variant="subtle" color="gray" size="md" onClick={onBack}>
          Back
        </Button>
      </div>
    </form>
  );
}
