import { Alert, Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { RequestFailed } from '../api/request.js';

interface Props {
  error: unknown;
  /** What stands against it and belongs to no field. */
  rest: string[];
  unchanged: boolean;
  isPending: boolean;
  onCancel(): void;
}

const fallback = (error: unknown): string[] =>
  error instanceof RequestFailed && error.problem?.errors
    ? []
    : [error instanceof Error ? error.message : 'No reason was given.'];

/** Keep or leave; and what stands against keeping. */
export function FormFoot({ error, rest, unchanged, isPending, onCancel }: Props) {
  const foot = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) foot.current?.closest('form')?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [error]);
  const words = error ? [...fallback(error), ...rest] : [];
  return (
    <>
      {error !== null && (
        <Alert color="red" variant="light" role="alert" title="Not kept">
          {words.length > 0 ? words.join(' ') : 'See the fields above.'}
        </Alert>
      )}
      {unchanged && (
        <p className="quiet" role="status">
          These are the settings already: nothing was kept.
        </p>
      )}
      <div className="form-actions" ref={foot}>
        <Button type="submit" loading={isPending}>
          Keep as a draft
        </Button>
        <Button variant="subtle" color="gray" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </>
  );
}
