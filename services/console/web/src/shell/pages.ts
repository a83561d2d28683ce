import type { LinkProps } from '@tanstack/react-router';
import type { Counts } from '../api/rooms-contract.js';

export interface DeskPage {
  to: NonNullable<LinkProps['to']>;
  label: string;
  /** How many wait there. */
  count?: 'queue' | Exclude<keyof Counts, 'cap'>;
  /** Seldom wanted: where the bar is short it stands under "More" on a wide screen too. */
  seldom?: true;
}

/** Every page that the bar at the top leads to, in its order. */
export const pages: DeskPage[] = [
  { to: '/', label: 'Queue', count: 'queue' },
  { to: '/reports', label: 'Reports', count: 'reports' },
  { to: '/appeals', label: 'Appeals', count: 'appeals' },
  { to: '/inbox', label: 'Mail', count: 'inbox' },
  { to: '/authors', label: 'Authors' },
  { to: '/guidelines', label: 'Guidelines' },
  { to: '/bans', label: 'Bans', count: 'proposedBans', seldom: true },
  { to: '/search', label: 'Search', seldom: true },
];
