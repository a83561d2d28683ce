import { mayDo, type Right, rights, rightsOf, roles } from './roles.js';

test('an admin may do everything', () => {
  expect([...rightsOf.admin].toSorted()).toEqual(Object.keys(rights).toSorted());
});

test('each role may do what the ones below it may, and more', () => {
  for (const [i, role] of roles.slice(0, -1).entries()) {
    const below = rightsOf[roles[i + 1] as (typeof roles)[number]];
    expect(below.filter((right) => !mayDo(role, right))).toEqual([]);
    expect(rightsOf[role].length).toBeGreaterThan(below.length);
  }
});

test.each<[Right, string[]]>([
  ['read', ['admin', 'moderator', 'triage', 'read_only']],
  ['triage', ['admin', 'moderator', 'triage']],
  ['decide', ['admin', 'moderator']],
  ['punish', ['admin', 'moderator']],
  ['edit_guidelines', ['admin']],
  ['replay_deliveries', ['admin']],
  ['manage_site', ['admin']],
  ['manage_users', ['admin']],
])('%s is for %j', (right, may) => {
  expect(roles.filter((role) => mayDo(role, right))).toEqual(may);
});
