import type { Role } from '@moderato/domain';

/** What a role is called, and what whoever has it may do. */
export const roleWords: Record<Role, { name: string; may: string }> = {
  admin: { name: 'Admin', may: 'does everything, guidelines, keys and users included' },
  moderator: { name: 'Moderator', may: 'decides comments and appeals, and deals with authors' },
  triage: { name: 'Triage', may: 'sorts what waits and escalates; decides nothing' },
  read_only: { name: 'Read-only', may: 'sees everything at the desk and changes nothing' },
};

export const roleOptions = (Object.keys(roleWords) as Role[]).map((value) => ({ value, label: roleWords[value].name }));
