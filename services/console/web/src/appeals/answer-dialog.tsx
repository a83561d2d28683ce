import { Button, Textarea } from '@mantine/core';
import type { AppealOutcome } from '@moderato/domain';
import { useState } from 'react';
import { decideAppeal } from '../api/appeals-queries.js';
import type { AppealDetail } from '../api/contract.js';
import { RequestFailed } from '../api/request.js';
import { Dialog } from '../desk/dialog.js';
import { effectWords } from './appeal-words.js';

const titles: Record<AppealOutcome, string> = {
  upheld: 'Uphold: the decision stands',
  overturned: 'Overturn: the author was right',
};

interface Props {
  appeal: AppealDetail;
  outcome: AppealOutcome;
  onClose(): void;
}

function AnswerForm({ appeal, outcome, onClose }: Props) {
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState<string | null>(null);
  const [sending, setSending] = useState(false);
  const words = reason.trim();
  const send = async () => {
    if (words === '' || sending) return;
    setSending(true);
    try {
      await decideAppeal(appeal.id, { outcome, reason: words });
      onClose();
    } catch (error) {
      // Who was sooner, and what they did, stands on the page by now.
      if (error instanceof RequestFailed && error.problem?.appeal) onClose();
      else setFailed(error instanceof Error ? error.message : 'It could not be sent.');
      setSending(false);
    }
  };
  return (
    <>
      <p className="quiet">{effectWords[outcome][appeal.penaltyId ? 'penalty' : 'comment']}</p>
      <Textarea
        data-autofocus
        mt="md"
        label="Why, for the author to read"
        description="Kept on record and sent to the site. Ctrl+Enter sends."
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
        }}
        maxLength={2_000}
        autosize
        minRows={3}
        maxRows={10}
        dir="auto"
        required
      />
      {failed && (
        <p className="dialog-failed" role="alert">
          It was not recorded: {failed} Nothing was changed; try again.
        </p>
      )}
      <Button mt="md" onClick={() => void send()} disabled={words === ''} loading={sending}>
        {outcome === 'upheld' ? 'Uphold' : 'Overturn'}
      </Button>
    </>
  );
}

/** U or O: the reason, then the decision. */
export function AnswerDialog({
  outcome,
  onClose,
  ...rest
}: Omit<Props, 'outcome'> & { outcome: AppealOutcome | null }) {
  return (
    <Dialog
      title={outcome ? titles[outcome] : ''}
      closeLabel="Close without deciding"
      opened={outcome !== null}
      onClose={onClose}
    >
      {outcome && <AnswerForm outcome={outcome} onClose={onClose} {...rest} />}
    </Dialog>
  );
}
