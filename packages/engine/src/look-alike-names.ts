import { normalise } from '@moderato/text';

const ascii = /^[\x20-\x7e]*$/;
const roleWords =
  /\b(?:official|real|the|site|staff|team|editor|editors|editorial|moderator|moderators|mod|mods|admin|admins|administrator|webmaster|support|reporter|newsroom|desk)\b/g;
const roleName =
  /^(?:official |the |site |real )*(?:staff|team|editors?|editorial|moderators?|mods?|admins?|administrators?|webmaster|newsroom)(?: (?:staff|team|account|desk|official))*$/;

const plainText = (name: string): string =>
  ascii.test(name) ? name.toLowerCase() : normalise(name).plain.text.toLowerCase();

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

/** Letters and digits that readers take for one another, as one. */
const confused = (letters: string): string =>
  letters
    .replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[1l|!]/g, 'i')
    .replace(/0/g, 'o')
    .replace(/5/g, 's');

/** What two names share that look alike at a glance: case, accents, spaces, look-alike signs and titles are gone. */
export function nameKey(name: string): string {
  const text = plainText(name.slice(0, 200)).replace(/[|!]/g, 'i');
  const bare = lettersOf(text.replace(roleWords, ' '));
  return confused(bare === '' ? lettersOf(text) : bare);
}

/** The same letters, whatever their case and what stands between them. */
export const sameLetters = (a: string, b: string): boolean => lettersOf(a.toLowerCase()) === lettersOf(b.toLowerCase());

const mayBeRole = /staff|team|edit|mod|adm|webm|newsr|[^\x20-\x7e]/i;

/** "Moderator", "Site Admin": a name that only an office of the site bears. */
export const isRoleName = (name: string): boolean =>
  mayBeRole.test(name) &&
  roleName.test(
    plainText(name)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
