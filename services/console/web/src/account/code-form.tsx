import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { fieldErrors } from '../forms/form-errors.js';
import { FormNote } from '../forms/form-note.js';
import { useFocusOnError } from '../forms/use-focus-on-error.js';

interface Props<Answer> {
  label: string;
  description: string;
  verb: string;
  color?: string;
  act(code: string): Promise<Answer>;
  onDone(answer: Answer): void;
  onCancel(): void;
}

/** A code of the second factor, and what it lets one do. */
export function CodeForm<Answer>({ label, description, verb, color, act, onDone, onCancel }: Props<Answer>) {
  const form = useForm({ initialValues: { code: '' } });
  const { mutate, error, isPending } = useMutation({
    mutationFn: act,
    onSuccess: onDone,
    onError: (failed) => form.setErrors(fieldErrors(failed)),
  });
  const element = useFocusOnError(error);
  return (
    <form ref={element} onSubmit={form.onSubmit(({ code }) => mutate(code))} noValidate className="form">
      <TextInput
        label={label}
        description={description}
        autoComplete="one-time-code"
        spellCheck={false}
        {...form.getInputProps('code')}
      />
      <FormNote error={error} fields={['code']} />
      <div className="form-actions">
        <Button type="submit" {...(color && { color })} loading={isPending}>
          {verb}
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
