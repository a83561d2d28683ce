import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { Role } from '@moderato/domain';
import { useMutation } from '@tanstack/react-query';
import { inviteUser } from '../api/account-queries.js';
import { fieldErrors } from '../forms/form-errors.js';
import { FormNote } from '../forms/form-note.js';
import { useFocusOnError } from '../forms/use-focus-on-error.js';
import { roleOptions, roleWords } from '../session/role-words.js';

export function InviteForm() {
  const form = useForm({ initialValues: { name: '', email: '', role: 'moderator' as Role } });
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: async (values: typeof form.values) => {
      await inviteUser({ ...values, email: values.email.trim() });
      return values;
    },
    onSuccess: () => form.reset(),
    onError: (failed) => form.setErrors(fieldErrors(failed)),
  });
  const element = useFocusOnError(error);
  const { may } = roleWords[form.values.role];
  return (
    <section className="settings-section" aria-labelledby="invite">
      <h3 id="invite">Invite somebody</h3>
      <form ref={element} onSubmit={form.onSubmit((values) => mutate(values))} noValidate className="form">
        <TextInput label="Name" autoComplete="off" {...form.getInputProps('name')} />
        <TextInput
          label="E-mail"
          description="A link to choose a password is mailed there; it works once, within seven days."
          type="email"
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <NativeSelect label="Role" description={`Who ${may}.`} data={roleOptions} {...form.getInputProps('role')} />
        <FormNote
          error={error}
          fields={['name', 'email', 'role']}
          done={data ? `${data.name} is invited: the mail is on its way.` : false}
        />
        <div className="form-actions">
          <Button type="submit" loading={isPending}>
            Invite
          </Button>
        </div>
      </form>
    </section>
  );
}
