import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { changeName } from '../api/account-queries.js';
import type { AccountView } from '../api/contract.js';
import { fieldErrors } from '../forms/form-errors.js';
import { FormNote } from '../forms/form-note.js';
import { useFocusOnError } from '../forms/use-focus-on-error.js';
import { roleWords } from '../session/role-words.js';

export function NameSection({ account }: { account: AccountView }) {
  const form = useForm({ initialValues: { name: account.name } });
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: changeName,
    onError: (failed) => form.setErrors(fieldErrors(failed)),
  });
  const element = useFocusOnError(error);
  const { name, may } = roleWords[account.role];
  return (
    <section className="settings-section" aria-labelledby="who">
      <h3 id="who">Who you are</h3>
      <dl className="fact-list">
        <dt>E-mail</dt>
        <dd>{account.email ?? 'none: you sign in by a link'}</dd>
        <dt>Role</dt>
        <dd>
          {name}: {may}
        </dd>
      </dl>
      <form ref={element} onSubmit={form.onSubmit((values) => mutate(values.name))} noValidate className="form">
        <TextInput label="Name" description="As your colleagues see it." {...form.getInputProps('name')} />
        <FormNote error={error} fields={['name']} done={isSuccess && 'Your name is changed.'} />
        <div className="form-actions">
          <Button type="submit" variant="default" loading={isPending}>
            Change the name
          </Button>
        </div>
      </form>
    </section>
  );
}
