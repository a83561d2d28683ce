import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { signIn } from '../api/account-queries.js';
import { fieldErrors } from '../forms/form-errors.js';
import { FormNote } from '../forms/form-note.js';
import { PasswordField } from '../forms/password-field.js';
import { useFocusOnError } from '../forms/use-focus-on-error.js';

interface Props {
  site: string | undefined;
  onForgotten(): void;
}

/** E-mail and password; then, where the account has a second factor, its code. */
export function SignInForm({ site, onForgotten }: Props) {
  const form = useForm({ initialValues: { email: '', password: '', code: '' } });
  const { mutate, data, error, isPending, reset } = useMutation({
    mutationFn: ({ email, password, code }: typeof form.values) =>
      signIn({ email: email.trim(), password, ...(code && { code }), ...(site && { site }) }),
    onError: (failed) => form.setErrors(fieldErrors(failed)),
  });
  // Asked for until it was right: a wrong code comes back as an error of the request that carried one.
  const asksForCode = data?.codeNeeded === true || form.values.code !== '';
  const element = useFocusOnError(error);
  if (asksForCode) {
    return (
      <form ref={element} onSubmit={form.onSubmit((values) => mutate(values))} noValidate className="form">
        <TextInput
          label="Code"
          description="Six digits from your authenticator app, or one of your recovery codes."
          size="md"
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          ref={(input: HTMLInputElement | null) => {
            if (input && !isPending && !error && form.values.code === '') input.focus();
          }}
          {...form.getInputProps('code')}
        />
        <FormNote error={error} fields={['code']} />
        <div className="form-actions">
          <Button type="submit" size="md" loading={isPending}>
            Sign in
          </Button>
          <Button
            variant="subtle"
            color="gray"
            size="md"
            onClick={() => {
              form.reset();
              reset();
            }}
          >
            Start over
          </Button>
        </div>
      </form>
    );
  }
  return (
    <form ref={element} onSubmit={form.onSubmit((values) => mutate(values))} noValidate className="form">
      <TextInput
        label="E-mail"
        type="email"
        size="md"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('email')}
      />
      <PasswordField label="Password" size="md" autoComplete="current-password" {...form.getInputProps('password')} />
      <FormNote error={error} fields={['email', 'password']} />
      <div className="form-actions">
        <Button type="submit" size="md" loading={isPending}>
          Sign in
        </Button>
        <Button variant="subtle" color="gray" size="md" onClick={onForgotten}>
          Forgotten?
        </Button>
      </div>
    </form>
  );
}
