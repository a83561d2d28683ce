import { Alert, Button, NativeSelect, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { lift, type PenaltyOfAuthor, punish } from '../api/authors.js';
import type { ReviewComment } from '../api/contract.js';
import { useGuidelines } from '../api/queries.js';
import { Dialog } from '../desk/dialog.js';
import { withoutPrivateParts } from '../desk/private-parts.js';

const kinds = [
  { value: 'warning', label: 'Warn: the author is told, nothing else follows' },
  { value: 'strike', label: 'Strike: counts until it expires, and may bring a suspension' },
  { value: 'suspension', label: 'Suspend: no comments for a time' },
  { value: 'ban', label: 'Ban: no comments any more' },
];
const lengths = [
  { value: '24', label: 'one day' },
  { value: '72', label: 'three days' },
  { value: '168', label: 'a week' },
  { value: '720', label: 'thirty days' },
];

const Refused = ({ error }: { error: Error | null }) =>
  error && (
    <Alert color="red" variant="light" role="alert" title="Nothing was changed">
      {error.message}
    </Alert>
  );

interface PunishProps {
  authorId: string;
  /** What it may rest on. */
  comments: ReviewComment[];
  /** `ban`: a proposed ban is confirmed. */
  kind?: PenaltyOfAuthor['kind'];
  onClose(): void;
}

function PunishForm({ authorId, comments, kind = 'strike', onClose }: PunishProps) {
  const clauses = (useGuidelines()?.clauses ?? []).filter(({ demand }) => demand === 'forbid' || demand === 'require');
  const form = useForm({
    initialValues: { kind: kind as string, hours: '24', clauseId: '', commentId: '', reason: '' },
    validate: { reason: (reason) => (reason.trim() === '' ? 'Say why: the author may be shown it.' : null) },
  });
  const { values } = form;
  const isConfirming = kind === 'ban';
  const impose = useMutation({
    mutationFn: () =>
      punish(authorId, {
        kind: values.kind as PenaltyOfAuthor['kind'],
        reason: values.reason,
        ...(values.kind === 'suspension' && { hours: Number(values.hours) }),
        ...(values.clauseId && { clauseId: values.clauseId }),
        ...(values.commentId && { commentId: values.commentId }),
      }),
    onSuccess: onClose,
  });
  return (
    <form className="form-stack" onSubmit={form.onSubmit(() => impose.mutate())}>
      {!isConfirming && <NativeSelect label="What" data={kinds} {...form.getInputProps('kind')} />}
      {values.kind === 'suspension' && (
        <NativeSelect label="For how long" data={lengths} {...form.getInputProps('hours')} />
      )}
      <NativeSelect
        label="Clause"
        data={[
          { value: '', label: 'none in particular' },
          ...clauses.map(({ id, text }) => ({ value: id, label: text.slice(0, 90) })),
        ]}
        {...form.getInputProps('clauseId')}
      />
      <NativeSelect
        label="Evidence"
        data={[
          { value: '', label: 'no comment in particular' },
          ...comments.map(({ id, body }) => ({
            value: id,
            label: withoutPrivateParts(body ?? 'text gone').slice(0, 90),
          })),
        ]}
        {...form.getInputProps('commentId')}
      />
      <Textarea
        label="Reason"
        autosize
        minRows={2}
        maxLength={1_000}
        dir="auto"
        data-autofocus
        {...form.getInputProps('reason')}
      />
      <Refused error={impose.error} />
      <Button type="submit" color="red" loading={impose.isPending}>
        Put it on record
      </Button>
    </form>
  );
}

/** Warns, strikes, suspends or bans an author; confirms a ban that was proposed. */
export const PunishDialog = (props: PunishProps) => (
  <Dialog
    title={props.kind === 'ban' ? 'Confirm the ban' : 'What is the author given?'}
    opened
    onClose={props.onClose}
    closeLabel="Close and change nothing"
  >
    <PunishForm {...props} />
  </Dialog>
);

/** Takes a penalty back, with all that followed from it. */
export function LiftDialog({ penaltyId, onClose }: { penaltyId: string; onClose(): void }) {
  const form = useForm({
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim() === '' ? 'Say why, for the record.' : null) },
  });
  const lifting = useMutation({ mutationFn: () => lift(penaltyId, form.values.reason), onSuccess: onClose });
  return (
    <Dialog title="Take it back?" opened onClose={onClose} closeLabel="Close and change nothing">
      <form className="form-stack" onSubmit={form.onSubmit(() => lifting.mutate())}>
        <p>What followed from it is taken back too. It stays in the author’s history.</p>
        <Textarea
          label="Reason"
          autosize
          minRows={2}
          maxLength={1_000}
          dir="auto"
          data-autofocus
          {...form.getInputProps('reason')}
        />
        <Refused error={lifting.error} />
        <Button type="submit" loading={lifting.isPending}>
          Take it back
        </Button>
      </form>
    </Dialog>
  );
}
