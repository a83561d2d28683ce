import { Checkbox, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { GuidelinesVersion } from '../api/contract.js';
import { consequenceWords, kindWords } from './clause-words.js';
import { FormFoot } from './form-foot.js';
import { LinesField } from './lines-field.js';
import { type ClauseFields, clauseFields, type FieldErrors, fieldErrors, withClause } from './tuning-fields.js';
import { useDraft } from './use-draft.js';

type Clause = GuidelinesVersion['clauses'][number];

interface FieldsProps {
  fields: ClauseFields;
  set(changes: Partial<ClauseFields>): void;
  errors: FieldErrors;
}

const places = ['/off', '/outcome', '/thresholds', '/consequence', '/exceptions'];

/** What a rule goes by where the form says nothing; null where rules differ. */
function compiledThresholds(version: GuidelinesVersion, clause: Clause) {
  const found = version.checks.filter(({ clauseId }) => clauseId === clause.id).map(({ thresholds }) => thresholds);
  const one = (values: (number | null)[]) => (new Set(values).size === 1 ? (values[0] ?? 'never') : 'as compiled');
  return { review: one(found.map(({ review }) => review)), reject: one(found.map(({ reject }) => reject)) };
}

function Thresholds({
  fields,
  set,
  errors,
  compiled,
}: FieldsProps & { compiled: ReturnType<typeof compiledThresholds> }) {
  return (
    <fieldset className="form-group">
      <legend>How sure a rule must be, 0 to 1</legend>
      <div className="form-pair">
        <TextInput
          label="Hold from"
          placeholder={String(compiled.review)}
          inputMode="decimal"
          value={fields.review}
          error={errors.at('/thresholds/review')}
          onChange={(event) => set({ review: event.currentTarget.value })}
        />
        <TextInput
          label="Reject from"
          placeholder={fields.never ? 'never' : String(compiled.reject)}
          inputMode="decimal"
          disabled={fields.never}
          value={fields.never ? '' : fields.reject}
          error={errors.at('/thresholds/reject')}
          onChange={(event) => set({ reject: event.currentTarget.value })}
        />
      </div>
      <Checkbox
        label="Never reject, whatever the confidence"
        checked={fields.never}
        onChange={(event) => set({ never: event.currentTarget.checked })}
      />
    </fieldset>
  );
}

function Exceptions({ fields, set, errors }: FieldsProps) {
  return (
    <fieldset className="form-group">
      <legend>Exceptions, one a line</legend>
      <LinesField
        label="Phrases"
        description="What stands in one of these does not count."
        value={fields.phrases}
        error={errors.at('/exceptions/phrases')}
        onChange={(phrases) => set({ phrases })}
      />
      <LinesField
        label="Authors"
        description="By the ids that your site gives them."
        value={fields.authors}
        error={errors.at('/exceptions/authors')}
        onChange={(authors) => set({ authors })}
      />
      <LinesField
        label="Domains"
        description="Links there are not counted; subdomains are meant too."
        value={fields.domains}
        error={errors.at('/exceptions/domains')}
        onChange={(domains) => set({ domains })}
      />
    </fieldset>
  );
}

const Outcome = ({ fields, set, errors }: FieldsProps) => (
  <NativeSelect
    label="What a breach leads to"
    value={fields.outcome}
    error={errors.at('/outcome')}
    onChange={(event) => set({ outcome: event.currentTarget.value as ClauseFields['outcome'] })}
    data={[
      { value: '', label: 'As compiled' },
      { value: 'review', label: 'Hold at most: a person decides' },
      { value: 'reject', label: 'Reject, mild breaches too' },
    ]}
  />
);

const ForTheAuthor = ({ fields, set, errors }: FieldsProps) => (
  <NativeSelect
    label="For the author of a rejected comment"
    description="Applies once author penalties are on."
    value={fields.consequence}
    error={errors.at('/consequence')}
    onChange={(event) => set({ consequence: event.currentTarget.value as ClauseFields['consequence'] })}
    data={[
      { value: '', label: 'Not set' },
      ...Object.entries(consequenceWords).map(([value, label]) => ({ value, label })),
    ]}
  />
);

interface Props {
  clause: Clause;
  version: GuidelinesVersion;
  onClose(): void;
}

/** How one clause is enforced. Keeping it makes a draft; readers feel nothing until that is published. */
export function ClauseForm({ clause, version, onClose }: Props) {
  const [fields, setFields] = useState(() => clauseFields(version.tuning.clauses?.[clause.id]));
  const { keep, error, isPending, unchanged } = useDraft(version);
  const errors = fieldErrors(error, `/tuning/clauses/${clause.id}`);
  const set = (changes: Partial<ClauseFields>) => setFields((before) => ({ ...before, ...changes }));
  const parts = { fields, set, errors };
  // Where no rule stands behind it, moderators reject by it: what that leads to can still be set.
  const ruled = clause.rules.length > 0 || clause.off === true;
  return (
    <form
      className="side-section side-form"
      aria-label={`Settings of ${kindWords(clause.kind)}`}
      onSubmit={(event) => {
        event.preventDefault();
        keep({ text: version.text, tuning: withClause(version.tuning, clause.id, fields) });
      }}
    >
      <h3>Settings of this clause</h3>
      {ruled && (
        <Switch
          label="Turn it off: the text stays, and no rule enforces it"
          checked={fields.off}
          error={errors.at('/off')}
          onChange={(event) => set({ off: event.currentTarget.checked })}
        />
      )}
      {version.tuning.kinds?.[clause.kind] && (
        <p className="quiet">
          All clauses on {kindWords(clause.kind).toLowerCase()} have settings too; what is set here goes before them.
        </p>
      )}
      {ruled && <Outcome {...parts} />}
      <ForTheAuthor {...parts} />
      {ruled && <Thresholds {...parts} compiled={compiledThresholds(version, clause)} />}
      {ruled && <Exceptions {...parts} />}
      <FormFoot
        error={error}
        rest={errors.rest(places)}
        unchanged={unchanged !== null}
        isPending={isPending}
        onCancel={onClose}
      />
    </form>
  );
}
