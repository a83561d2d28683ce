const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const dayAndTime = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

/** In the reader's zone: the time alone for today, with the day for earlier. */
export function momentWords(at: Date, now = new Date()): string {
  return (at.toDateString() === now.toDateString() ? time : dayAndTime).format(at);
}

/** A moment as a moderator says it, exact on hover. */
export function When({ at }: { at: string }) {
  const moment = new Date(at);
  return (
    <time dateTime={at} title={exact.format(moment)}>
      {momentWords(moment)}
    </time>
  );
}
