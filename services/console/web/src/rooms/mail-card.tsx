import { Alert, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type InboxMail, ignoreMail, placeMail } from '../api/inbox.js';
import { When } from '../desk/when.js';
import { PlaceMail } from './place-mail.js';
import { mailNote, plural, sizeWords, whyPlaced } from './room-words.js';

function Enclosed({ attachments }: Pick<InboxMail, 'attachments'>) {
  if (attachments.length === 0) return null;
  const all = attachments.map(({ type, bytes }) => `${type}, ${sizeWords(bytes)}`).join('; ');
  return (
    <p className="quiet">
      {plural(attachments.length, 'attachment')}, not kept: {all}
    </p>
  );
}

function MailText({ mail: { text, notes, attachments } }: { mail: InboxMail }) {
  return (
    <>
      {text === null ? (
        <p className="no-text">What it said is gone: erased, or older than texts are kept.</p>
      ) : (
        <p className="quoted card-text mail-text" dir="auto">
          {text.trim() === '' ? '(It says nothing.)' : text}
        </p>
      )}
      {notes.map((note) => (
        <p key={note} className="quiet">
          {mailNote(note)}
        </p>
      ))}
      <Enclosed attachments={attachments} />
    </>
  );
}

/** A reader's mail as text, and what can be done with it: placed on a comment, or set aside. */
export function MailCard({ mail, maySettle }: { mail: InboxMail; maySettle: boolean }) {
  const [placing, setPlacing] = useState(mail.candidates.length > 0);
  const place = useMutation({ mutationFn: (commentId: string) => placeMail(mail.id, commentId) });
  const ignore = useMutation({ mutationFn: () => ignoreMail(mail.id) });
  const failed = place.error ?? ignore.error;
  const open = maySettle && mail.state !== 'placed';
  return (
    <article className="room-card" aria-label={`Mail: ${mail.subject ?? 'without a subject'}`}>
      <h3 dir="auto">{mail.subject || 'Without a subject'}</h3>
      <p className="byline">
        <When at={mail.receivedAt} />
        {whyPlaced(mail.why) && <span>{whyPlaced(mail.why)}</span>}
      </p>
      <MailText mail={mail} />
      {failed && (
        <Alert color="red" variant="light" role="alert" title="Nothing was changed">
          {failed.message}
        </Alert>
      )}
      {open && (
        <p className="card-actions">
          <Button variant="default" size="sm" aria-expanded={placing} onClick={() => setPlacing(!placing)}>
            Place on a comment
          </Button>
          {mail.state === 'unplaced' && (
            <Button variant="default" size="sm" loading={ignore.isPending} onClick={() => ignore.mutate()}>
              Ignore
            </Button>
          )}
        </p>
      )}
      {open && placing && (
        <PlaceMail candidates={mail.candidates} placing={place.isPending} onPlace={(id) => place.mutate(id)} />
      )}
    </article>
  );
}
