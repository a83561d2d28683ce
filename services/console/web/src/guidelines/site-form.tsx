import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { GuidelinesVersion } from '../api/contract.js';
import { FormFoot } from './form-foot.js';
import { LinesField } from './lines-field.js';
import { fieldErrors, type SiteFields, siteFields, withSite } from './tuning-fields.js';
import { useDraft } from './use-draft.js';

const lists: { name: keyof SiteFields; path: string; label: string; description: string }[] = [
  {
    name: 'hold',
    path: '/hold',
    label: 'Words that hold a comment',
    description: 'A comment with one of them waits for a person, whoever wrote it.',
  },
  {
    name: 'allow',
    path: '/allow',
    label: 'Words that are always allowed',
    description: 'Never held against anybody, as if another word stood there.',
  },
  {
    name: 'trustedAuthors',
    path: '/trustedAuthors',
    label: 'Trusted authors',
    description: 'By the ids that your site gives them. What would be held is published; grave breaches still count.',
  },
  {
    name: 'staffNames',
    path: '/staff/names',
    label: 'Names of your staff',
    description: 'Nobody else may comment under them, where your guidelines forbid impersonation.',
  },
  {
    name: 'staffDomains',
    path: '/staff/emailDomains',
    label: 'E-mail domains of your staff',
    description: 'Like paper.example.',
  },
];
const base = '/tuning/site';
const places = lists.map(({ path }) => path);

/** What holds for the whole site, whatever the clauses. Keeping it makes a draft. */
export function SiteForm({ version }: { version: GuidelinesVersion }) {
  const [fields, setFields] = useState(() => siteFields(version.tuning.site));
  const { keep, error, isPending, unchanged } = useDraft(version);
  const navigate = useNavigate({ from: '/guidelines' });
  const errors = fieldErrors(error, base);
  return (
    <form
      className="side-form"
      aria-label="Settings of the site"
      onSubmit={(event) => {
        event.preventDefault();
        keep({ text: version.text, tuning: withSite(version.tuning, fields) });
      }}
    >
      <h2 tabIndex={-1} data-panel-heading>
        Words and people
      </h2>
      <p className="quiet">They belong to the version, like its text. One entry a line.</p>
      {lists.map(({ name, path, label, description }) => (
        <LinesField
          key={name}
          label={label}
          description={description}
          value={fields[name]}
          error={errors.at(path)}
          onChange={(value) => setFields((before) => ({ ...before, [name]: value }))}
        />
      ))}
      <FormFoot
        error={error}
        rest={errors.rest(places)}
        unchanged={unchanged !== null}
        isPending={isPending}
        onCancel={() => void navigate({ search: ({ view: _view, ...search }) => search })}
      />
    </form>
  );
}
