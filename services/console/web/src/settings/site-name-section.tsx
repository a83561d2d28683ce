import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { renameSite } from '../api/account-queries.js';
import type { SiteView } from '../api/contract.js';
import { fieldErrors } from '../forms/form-errors.js';
import { FormNote } from '../forms/form-note.js';
import { useFocusOnError } from '../forms/use-focus-on-error.js';

export function SiteNameSection({ site }: { site: SiteView }) {
  const form = useForm({ initialValues: { name: site.name } });
  const { mutate, error, isPending, isSuccess } = useMutation({
    mutationFn: renameSite,
    onError: (failed) => form.setErrors(fieldErrors(failed)),
  });
  const element = useFocusOnError(error);
  return (
    <section className="settings-section" aria-labelledby="site">
      <h3 id="site">Site</h3>
      <dl className="fact-list">
        <dt>Slug</dt>
        <dd>
          <code>{site.slug}</code>
        </dd>
      </dl>
      <form ref={element} onSubmit={form.onSubmit(({ name }) => mutate(name))} noValidate className="form">
        <TextInput label="Name" description="In mails, and at the top of the desk." {...form.getInputProps('name')} />
        <FormNote error={error} fields={['name']} done={isSuccess && 'The name is changed.'} />
        <div className="form-actions">
          <Button type="submit" variant="default" loading={isPending}>
            Change the name
          </Button>
        </div>
      </form>
    </section>
  );
}
