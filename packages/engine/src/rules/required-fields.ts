import type { Submission } from '@moderato/domain';
import { found } from '../found.js';
import type { Rule } from '../rule.js';

const visible = /[\p{L}\p{N}]/u;

/** Blank is not the same as absent: a site that hands over no names is asked for none. */
function isIncomplete({ author, missingFields }: Submission, fields: string): boolean {
  if (missingFields !== undefined && missingFields.length > 0) return true;
  if (author?.hasEmail === false && (fields === '' || fields.includes('email'))) return true;
  return author?.name !== undefined && (fields === '' || fields.includes('name')) && !visible.test(author.name);
}

/** A field that the guidelines require came empty. `fields` in the clause names them: "name,email". */
export const requiredFields: Rule = {
  id: 'required-fields',
  onlyWhereAsked: true,
  reads: ['name', 'form'],
  evaluate({ submission }, { params: { fields } }) {
    if (!isIncomplete(submission, typeof fields === 'string' ? fields : '')) return [];
    const explanation = 'Came without a field that the guidelines require.';
    return [found('required-fields', { severity: 'mild', confidence: 0.9, explanation })];
  },
};
