import { Button, NativeSelect, SegmentedControl, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PenaltyAnswer, PenaltyRequest, ReviewComment } from '../api/contract.js';
import { contextQuery, useGuidelines } from '../api/queries.js';
import { request } from '../api/request.js';
import { Dialog } from './dialog.js';
import { rejectableClauses } from './rejectable-clauses.js';
import { momentWords } from './when.js';

interface Props {
  comment: ReviewComment;
  opened: boolean;
  onClose(): void;
}

type Kind = PenaltyRequest['kind'];

const kinds: { value: Kind; label: string }[] = [
  { value: 'warning', label: 'Warn' },
  { value: 'strike', label: 'Strike' },
  { value: 'suspension', label: 'Suspend' },
  { value: 'ban', label: 'Ban' },
];
const effects: Record<Kind, string> = {
  warning: 'The author is told; nothing else follows.',
  strike: 'Counts against the author until it expires, and may bring a suspension by the site’s ladder.',
  suspension: 'The author cannot comment for that time.',
  ban: 'The author cannot comment any more, also under a name, address or e-mail that matches.',
};
const lengths = [
  { value: '24', label: 'one day' },
  { value: '72', label: 'three days' },
  { value: '168', label: 'a week' },
  { value: '720', label: 'thirty days' },
];

function Imposed({ penalty, onTakeBack, pending }: { penalty: PenaltyAnswer; onTakeBack(): void; pending: boolean }) {
  const until = penalty.expiresAt ? ` until ${momentWords(new Date(penalty.expiresAt))}` : '';
  return (
    <div role="status">
      <p>
        Done: {penalty.kind}
        {until}. It is on record, and the comment is its evidence.
      </p>
      <div className="dialog-actions">
        <Button variant="default" loading={pending} onClick={onTakeBack} data-autofocus>
          Take it back
        </Button>
      </div>
    </div>
  );
}

function PenaltyFields(props: {
  given: PenaltyRequest;
  onChange(given: PenaltyRequest): void;
  comment: ReviewComment;
}) {
  const { given, onChange, comment } = props;
  const clauses = rejectableClauses(comment.decision, useGuidelines());
  return (
    <>
      <SegmentedControl
        fullWidth
        data={kinds}
        value={given.kind}
        onChange={(kind) => onChange({ ...given, kind: kind as Kind })}
        aria-label="What the author is given"
        transitionDuration={0}
      />
      <p className="quiet">{effects[given.kind]}</p>
      {given.kind === 'suspension' && (
        <NativeSelect
          label="For how long"
          data={lengths}
          value={String(given.hours ?? 24)}
          onChange={(event) => onChange({ ...given, hours: Number(event.currentTarget.value) })}
        />
      )}
      <NativeSelect
        label="Clause"
        data={[
          { value: '', label: 'none in particular' },
          ...clauses.map(({ id, text }) => ({ value: id, label: text.slice(0, 90) })),
        ]}
        value={given.clauseId ?? ''}
        onChange={(event) => onChange({ ...given, clauseId: event.currentTarget.value || undefined })}
      />
      <Textarea
        label="Reason"
        description="The author may be shown it."
        required
        value={given.reason}
        onChange={(event) => onChange({ ...given, reason: event.currentTarget.value })}
        maxLength={1_000}
        autosize
        minRows={2}
        maxRows={6}
        dir="auto"
        data-autofocus
      />
    </>
  );
}

function BanForm({ comment }: { comment: ReviewComment }) {
  const client = useQueryClient();
  const proposed = comment.decision?.findings[0]?.clause;
  const [given, setGiven] = useState<PenaltyRequest>({ kind: 'strike', reason: '', clauseId: proposed?.id });
  const { queryKey } = contextQuery(comment.id);
  const refresh = () => client.invalidateQueries({ queryKey });
  const impose = useMutation({
    mutationFn: () => {
      const { hours = 24, ...rest } = given;
      const body = { ...rest, ...(given.kind === 'suspension' && { hours }) };
      return request<PenaltyAnswer>(`/comments/${comment.id}/penalty`, { body });
    },
    onSuccess: refresh,
  });
  const lift = useMutation({
    mutationFn: (id: string) =>
      request<PenaltyAnswer>(`/penalties/${id}/lift`, { body: { reason: 'Taken back at once by who gave it.' } }),
    onSuccess: () => {
      impose.reset();
      return refresh();
    },
  });
  const { data: penalty } = impose;
  if (penalty) return <Imposed penalty={penalty} pending={lift.isPending} onTakeBack={() => lift.mutate(penalty.id)} />;
  const refused = impose.error ?? lift.error;
  return (
    <form
      className="ban-form"
      onSubmit={(event) => {
        event.preventDefault();
        impose.mutate();
      }}
    >
      <PenaltyFields given={given} onChange={setGiven} comment={comment} />
      {refused && <p role="alert">Nothing was imposed. {refused.message}</p>}
      <div className="dialog-actions">
        <Button type="submit" color="red" loading={impose.isPending} disabled={given.reason.trim() === ''}>
          {kinds.find(({ value }) => value === given.kind)?.label} the author
        </Button>
      </div>
    </form>
  );
}

/** B: what the author is given for this comment. It decides nothing about the comment itself. */
export function BanDialog({ comment, opened, onClose }: Props) {
  return (
    <Dialog title={`The author: ${comment.author.name ?? 'a reader'}`} opened={opened} onClose={onClose}>
      <BanForm comment={comment} />
    </Dialog>
  );
}
