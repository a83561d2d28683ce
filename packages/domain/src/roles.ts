/** What a moderator is at a site, the mightiest first. */
export const roles = ['admin', 'moderator', 'triage', 'read_only'] as const;
export type Role = (typeof roles)[number];

/** What may be done at the desk. Each of the console's routes asks for one of them. */
export const rights = {
  read: 'see the queue, comments, guidelines, reports and the record',
  triage: 'sort what waits: claim, escalate, note, place mails, try comments',
  decide: 'approve and reject comments, decide appeals',
  punish: 'warn, suspend and ban authors, and take that back',
  edit_guidelines: 'draft, test and publish guidelines and their settings',
  replay_deliveries: 'send again what was given up on',
  manage_site: 'make and revoke API keys, rename the site',
  manage_users: 'invite people, change roles, disable accounts, sign people out',
} as const;
export type Right = keyof typeof rights;

/** The one table of who may do what. */
export const rightsOf: Record<Role, readonly Right[]> = {
  admin: Object.keys(rights) as Right[],
  moderator: ['read', 'triage', 'decide', 'punish'],
  triage: ['read', 'triage'],
  read_only: ['read'],
};

export const mayDo = (role: Role, right: Right): boolean => rightsOf[role].includes(right);
