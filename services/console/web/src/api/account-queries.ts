import { queryOptions } from '@tanstack/react-query';
import type {
  AccountLinkAnswer,
  AccountView,
  Endpoints,
  Enrolment,
  InviteRequest,
  Keys,
  NewKey,
  RecoveryCodes,
  SignInAnswer,
  SignInOptions,
  SignInRequest,
  SiteView,
  Users,
} from './contract.js';
import { queryClient, sessionQuery } from './queries.js';
import { request } from './request.js';

export const signInOptionsQuery = queryOptions({
  queryKey: ['sign-in'],
  queryFn: ({ signal }) => request<SignInOptions>('/sign-in', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Whoever was signed in before: nothing of theirs is shown to the next. */
export async function sessionOpened(answer: SignInAnswer): Promise<SignInAnswer> {
  if (!answer.signedIn) return answer;
  if (answer.returnTo !== undefined) window.location.assign(answer.returnTo);
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
  await queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
  return answer;
}

export const signIn = (credentials: SignInRequest): Promise<SignInAnswer> =>
  request<SignInAnswer>('/sign-in', { body: credentials }).then(sessionOpened);
export const askForReset = (email: string, site: string | undefined): Promise<object> =>
  request<object>('/password-resets', { body: { email, ...(site && { site }) } });

/** Whose account a mailed link is for. */
export const accountLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['account-link', token],
    queryFn: ({ signal }) => request<AccountLinkAnswer>('/account-links/read', { body: { token }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
export const followAccountLink = (body: { token: string; password: string; name?: string }): Promise<SignInAnswer> =>
  request<SignInAnswer>('/account-links/use', { body }).then(sessionOpened);

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => request<AccountView>('/account', { signal }),
});
const accountChanged = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: accountQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  ]);
const changeAccount = <Answer>(path: string, body: object): Promise<Answer> =>
  request<Answer>(`/account/${path}`, { body }).then(async (answer) => {
    await accountChanged();
    return answer;
  });

export const changeName = (name: string): Promise<undefined> => changeAccount('name', { name });
export const changePassword = (body: { current?: string; password: string }): Promise<undefined> =>
  changeAccount('password', body);
export const signOutOthers = (): Promise<undefined> => changeAccount('sign-out-others', {});
export const beginTotp = (current: string | undefined): Promise<Enrolment> =>
  request<Enrolment>('/account/totp', { body: { ...(current !== undefined && { current }) } });
export const confirmTotp = (code: string): Promise<RecoveryCodes> => changeAccount('totp/confirm', { code });
export const renewRecoveryCodes = (code: string): Promise<RecoveryCodes> => changeAccount('recovery-codes', { code });
export const removeTotp = (code: string): Promise<undefined> => changeAccount('totp/remove', { code });

export const usersQuery = queryOptions({
  queryKey: ['users'],
  queryFn: ({ signal }) => request<Users>('/users', { signal }),
});
/** One's own role may be among what changed. */
const usersChanged = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: usersQuery.queryKey }),
    queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  ]);
export const inviteUser = (body: InviteRequest): Promise<unknown> =>
  request<unknown>('/users', { body }).then(usersChanged);
export type UserAct = 'invite' | 'sign-out' | 'remove-second-factor';
export const actOnUser = (id: string, act: UserAct): Promise<unknown> =>
  request<unknown>(`/users/${id}/${act}`, { body: {} }).finally(usersChanged);
export const changeUser = (id: string, body: { role?: string; disabled?: boolean }): Promise<unknown> =>
  request<unknown>(`/users/${id}`, { method: 'PATCH', body }).finally(usersChanged);

export const siteQuery = queryOptions({
  queryKey: ['site'],
  queryFn: ({ signal }) => request<SiteView>('/site', { signal }),
});
export const renameSite = (name: string): Promise<unknown> =>
  request<unknown>('/site', { method: 'PATCH', body: { name } }).then(() =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: siteQuery.queryKey }),
      queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    ]),
  );
export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => request<Keys>('/keys', { signal }),
});
const keysChanged = () => queryClient.invalidateQueries({ queryKey: keysQuery.queryKey });
export const makeKey = (name: string): Promise<NewKey> =>
  request<NewKey>('/keys', { body: { name } }).then(async (made) => {
    await keysChanged();
    return made;
  });
export const revokeKey = (id: string): Promise<unknown> =>
  request<unknown>(`/keys/${id}/revoke`, { body: {} }).finally(keysChanged);
export const endpointsQuery = queryOptions({
  queryKey: ['webhook-endpoints'],
  queryFn: ({ signal }) => request<Endpoints>('/webhook-endpoints', { signal }),
});
