import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** Opens a clause of the version in view. */
export const ClauseLink = ({ clauseId, children }: { clauseId: string; children: ReactNode }) => (
  <Link
    from="/guidelines"
    to="/guidelines"
    search={(search) => ({ ...search, clause: clauseId, view: undefined })}
    replace
    resetScroll={false}
  >
    {children}
  </Link>
);
