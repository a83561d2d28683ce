import {
  type AppealLink,
  findAppeal,
  findCommentExcerpts,
  findSite,
  hasAddress as knowsAddress,
  type Queryable,
  readAppealToken,
} from '@moderato/database';
import { AppError } from '@moderato/domain';
import { note, type Route, rawBodyOf } from '@moderato/http';
import type { Response } from 'express';
import { type AppealPage, appealPage, deadLinkPage, nothingPage, type TypedAppeal } from '../../appeals/appeal-page.js';
import { file } from '../../appeals/file.js';
import { pageHeaders } from '../../appeals/page-style.js';
import { readStatement } from '../../appeals/read-statement.js';
import type { IntakeDeps } from '../../deps.js';
import { appealFormSchema, sendOperation, showOperation } from './schema.js';

const excerptCharacters = 1_000;

function answer(res: Response, status: number, page: string): void {
  for (const [name, value] of Object.entries(pageHeaders)) res.setHeader(name, value);
  res.status(status).type('html').send(page);
}

/** What the link shows, as things stand now; null where nothing stands, or ever stood, against the author. */
async function readPage(
  db: Queryable,
  deps: IntakeDeps,
  { siteId, about }: AppealLink,
): Promise<Omit<AppealPage, 'token' | 'typed'> | null> {
  const read = await readStatement(db, siteId, about, deps);
  if (!read) return null;
  const { statement, found, site } = read;
  const { commentId, redress } = statement;
  const current = found.restriction.decision?.current ?? false;
  const excerpt =
    commentId && current
      ? (await findCommentExcerpts(db, siteId, { ids: [commentId], characters: excerptCharacters })).get(commentId)
      : undefined;
  const appeal = redress.appeal.filed && (await findAppeal(db, siteId, redress.appeal.filed.id));
  return {
    siteName: site.name,
    statement,
    comment: excerpt?.body ?? null,
    dueAt: appeal?.dueAt.toISOString() ?? null,
    hasAddress: await knowsAddress(db, siteId, found.authorId, deps.masterKeys),
  };
}

async function show(
  res: Response,
  deps: IntakeDeps,
  { link, token, typed }: { link: AppealLink; token: string; typed?: TypedAppeal },
): Promise<void> {
  const { siteId } = link;
  note(res, { siteId });
  const { page, site } = await deps.database.withSite(siteId, async (tx) => ({
    page: await readPage(tx, deps, link),
    site: await findSite(tx, siteId),
  }));
  if (!page) return answer(res, 200, nothingPage(site?.name ?? ''));
  answer(res, typed ? 422 : 200, appealPage({ ...page, token, typed }));
}

export const showAppealPage: Route<IntakeDeps> = {
  operation: showOperation,
  handle: (deps) => async (req, res) => {
    const { token } = req.query;
    const link = typeof token === 'string' ? readAppealToken(deps.masterKeys, token, deps.clock.now()) : null;
    if (!link || typeof token !== 'string') return answer(res, 404, deadLinkPage());
    await show(res, deps, { link, token });
  },
};

/** What is wrong with a form, in words for who filled it in. */
function problemsOf(fields: { text: string; email: string }, wrong: Set<string>): TypedAppeal['problems'] {
  return {
    ...(wrong.has('text') && {
      text: fields.text.trim() === '' ? 'Write why the decision is wrong.' : 'That is too long.',
    }),
    ...(wrong.has('email') && {
      email: fields.email === '' ? 'Give an address, or leave the box above empty.' : 'That is no e-mail address.',
    }),
  };
}

export const sendAppealForm: Route<IntakeDeps> = {
  operation: sendOperation,
  handle: (deps) => async (req, res) => {
    const fields = new URLSearchParams(rawBodyOf(req).toString('utf8'));
    const token = fields.get('token') ?? '';
    const link = readAppealToken(deps.masterKeys, token, deps.clock.now());
    if (!link) return answer(res, 404, deadLinkPage());
    // A line break is one character to the browser that counts them, and two on the way here.
    const text = (fields.get('text') ?? '').replaceAll('\r\n', '\n');
    const email = (fields.get('email') ?? '').trim();
    const wantsOutcome = fields.get('wantsOutcome') === '1';
    const typedWith = (wrong: Set<string>): TypedAppeal => ({
      text,
      email,
      wantsOutcome,
      problems: problemsOf({ text, email }, wrong),
    });
    const { data, error } = appealFormSchema.safeParse({ token, text, ...(email !== '' && { email }) });
    if (!data) {
      const wrong = new Set(error.issues.map(({ path }) => String(path[0])));
      return show(res, deps, { link, token, typed: typedWith(wrong) });
    }
    const given = { about: link.about, source: 'link', text: data.text, wantsOutcome, email: data.email } as const;
    try {
      const { appeal, isNew } = await file(deps, link.siteId, given, 'author');
      note(res, { siteId: link.siteId, appealId: appeal.id, filed: isNew });
    } catch (refused) {
      if (!(refused instanceof AppError)) throw refused;
      if (refused.code === 'validation') return show(res, deps, { link, token, typed: typedWith(new Set(['email'])) });
      // Nothing stands any more, or the time is over: the page itself says so.
      if (refused.code !== 'not_restricted' && refused.code !== 'appeal_too_late') throw refused;
    }
    for (const [name, value] of Object.entries(pageHeaders)) res.setHeader(name, value);
    res.redirect(303, `appeal?token=${encodeURIComponent(token)}`);
  },
};
