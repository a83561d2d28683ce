import type { Right } from '@moderato/domain';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/queries.js';

/** Whether the role of whoever is signed in has the right. The server asks again, at each request. */
export const useMay = (right: Right): boolean => useQuery(sessionQuery).data?.rights.includes(right) ?? false;
