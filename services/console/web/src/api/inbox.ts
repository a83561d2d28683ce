import type { InboxMailView } from '@moderato/domain';
import { countsQuery } from './counts.js';
import { type Page, pagedKey } from './paged.js';
import { queryClient } from './queries.js';
import { request } from './request.js';

export type InboxMail = InboxMailView;
export type InboxMails = Page<InboxMail>;

/** A mail has moved: every list of mails is asked for anew, and what waits. */
async function settled(mail: InboxMail): Promise<InboxMail> {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: pagedKey('/inbox') }),
    queryClient.invalidateQueries({ queryKey: pagedKey('/reported-comments') }),
    queryClient.invalidateQueries({ queryKey: countsQuery.queryKey }),
  ]);
  return mail;
}

export const placeMail = (id: string, commentId: string): Promise<InboxMail> =>
  request<InboxMail>(`/inbox/${id}/place`, { body: { commentId } }).then(settled);

export const ignoreMail = (id: string): Promise<InboxMail> =>
  request<InboxMail>(`/inbox/${id}/ignore`, { body: {} }).then(settled);
