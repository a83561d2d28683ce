import '../styles/settings.css';
import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { accountLinkQuery, followAccountLink } from '../api/account-queries.js';
import type { AccountLinkAnswer } from '../api/contract.js';
import { fieldErrors } from '../forms/form-errors.js';
import { FormNote } from '../forms/form-note.js';
import { PasswordField } from '../forms/password-field.js';
import { useFocusOnError } from '../forms/use-focus-on-error.js';
import { roleWords } from '../session/role-words.js';
import { FailedPage } from './queue-states.js';

function LinkForm({ token, link }: { token: string; link: AccountLinkAnswer }) {
  const isInvitation = link.purpose === 'invitation';
  const navigate = useNavigate();
  const form = useForm({ initialValues: { name: link.name, password: '' } });
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: ({ name, password }: typeof form.values) =>
      followAccountLink({ token, password, ...(isInvitation && { name }) }),
    onSuccess: ({ signedIn }) => {
      if (signedIn) void navigate({ to: '/' });
    },
    onError: (failed) => form.setErrors(fieldErrors(failed)),
  });
  const element = useFocusOnError(error);
  if (data) {
    return (
      <p role="status">
        Your new password is set, and you are signed out everywhere. <Link to="/">Sign in</Link>
      </p>
    );
  }
  return (
    <form ref={element} onSubmit={form.onSubmit((values) => mutate(values))} noValidate className="form">
      {isInvitation && (
        <TextInput
          label="Your name"
          description="As your colleagues see it."
          size="md"
          autoComplete="name"
          {...form.getInputProps('name')}
        />
      )}
      {/* For password managers: whose password it is. */}
      <input type="text" name="username" autoComplete="username" value={link.email ?? ''} readOnly hidden />
      <PasswordField
        label="Password"
        description="At least 12 characters: a few words that belong to nobody else. No digits or signs needed."
        size="md"
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <FormNote error={error} fields={['name', 'password']} />
      <div className="form-actions">
        <Button type="submit" size="md" loading={isPending}>
          {isInvitation ? 'Join' : 'Set the password'}
        </Button>
      </div>
    </form>
  );
}

/** Where the links in mails lead to: an invitation, or a new password. */
export function AccountLinkPage() {
  const token = window.location.hash.slice(1);
  const { data: link, error, isPending, refetch } = useQuery({ ...accountLinkQuery(token), enabled: token !== '' });
  const isDead = token === '' || (error && 'status' in error && error.status === 410);
  if (isPending && token !== '') return null;
  if (!isDead && !link) return <FailedPage what="The link" error={error} onRetry={() => void refetch()} />;
  if (!link) {
    return (
      <main className="whole-page">
        <h1 className="page-title">This link does not work any more</h1>
        <p>It was used before, was replaced by a newer one, has expired, or was cut off on its way.</p>
        <p>
          Ask an admin of your site for a new invitation; if you have forgotten your password,{' '}
          <Link to="/">ask for a link on the sign-in page</Link>.
        </p>
      </main>
    );
  }
  const isInvitation = link.purpose === 'invitation';
  return (
    <main className="sign-in sign-in-narrow">
      <p className="brand">Moderato</p>
      <section className="sign-in-card">
        <h1 className="page-title">
          {isInvitation ? `Moderate comments at ${link.site.name}` : 'Choose a new password'}
        </h1>
        <p>
          {isInvitation
            ? `You are invited as ${roleWords[link.role].name.toLowerCase()}, who ${roleWords[link.role].may}. You will sign in as `
            : `For your account at ${link.site.name}, `}
          <strong>{link.email}</strong>.
        </p>
        <LinkForm token={token} link={link} />
      </section>
    </main>
  );
}
