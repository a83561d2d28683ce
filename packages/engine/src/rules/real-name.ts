import { found } from '../found.js';
import type { Rule } from '../rule.js';

const nameLike = /^[\p{L}\p{M}][\p{L}\p{M}.'’ʻ‘-]*(?: [\p{L}\p{M}.'’ʻ‘-]+)*,?$/u;
const made =
  /^(?:anon|anonymous|guest|user|nobody|noname|unknown|admin|concerned|taxpayer|citizen|resident|reader|voter|deleted)\b/i;
const joined = /\p{Ll}\p{Lu}/u;
/** "McKenna" and "DeSoto" have a capital inside. */
const prefixed = /^(?:Mc|Mac|De|Di|Du|Da|La|Le|Van|Von|O['’]|St)\p{Lu}/u;

/** How sure one is (0..1) that no person is called so. */
function doubt(name: string, initials: boolean): number {
  if (/[\d_@#$%^*=+~<>/\\]/.test(name)) return 0.78;
  if (made.test(name)) return 0.74;
  if (!nameLike.test(name)) return 0.66;
  const parts = name.split(' ');
  if (parts.some((part) => joined.test(part) && !prefixed.test(part))) return 0.6;
  if (parts.length > 1 || initials) return 0;
  return name.length < 3 ? 0.62 : 0.55;
}

/**
 * A name that no person seems to bear: digits and signs, "ConcernedTaxpayer", one word where first and last name are
 * asked for. Nobody can tell a real name from an invented one that looks real. `initials`: initials or a first name do.
 */
export const realName: Rule = {
  id: 'real-name',
  onlyWhereAsked: true,
  reads: ['name'],
  evaluate({ submission: { author } }, { params: { initials } }) {
    const name = author?.name?.slice(0, 200).trim().replace(/\s+/g, ' ') ?? '';
    if (name === '') return [];
    const confidence = doubt(name, initials === true);
    if (confidence === 0) return [];
    const explanation = 'Its author goes by a name that does not look like a real one.';
    return [found('real-name', { severity: 'mild', confidence, explanation })];
  },
};
