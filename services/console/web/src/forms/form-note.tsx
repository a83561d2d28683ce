import { Alert } from '@mantine/core';
import { formError } from './form-errors.js';

interface Props {
  error: unknown;
  /** Names of the fields, which show their own. */
  fields: string[];
  /** What to say once it is done. */
  done?: string | false;
}

/** What stands against the whole form, or that it is done; read out when it appears. */
export function FormNote({ error, fields, done }: Props) {
  const words = formError(error, fields);
  return (
    <>
      {words && (
        <Alert color="red" variant="light" role="alert">
          {words}
        </Alert>
      )}
      <p className="form-done" role="status">
        {!error && done ? done : ''}
      </p>
    </>
  );
}
