import { useQuery } from '@tanstack/react-query';
import type { Session } from '../api/contract.js';
import { sessionQuery } from '../api/queries.js';

/** Undefined before it is known, null where nobody is signed in. */
export const useSession = (): Session | null | undefined => useQuery(sessionQuery).data;
