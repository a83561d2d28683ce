import { useEffect, useRef } from 'react';

/** For the form: puts the focus on its first bad field whenever the server has named some. */
export function useFocusOnError(error: unknown) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>(':is(input, select, textarea)[aria-invalid=true]')?.focus();
  }, [error]);
  return form;
}
