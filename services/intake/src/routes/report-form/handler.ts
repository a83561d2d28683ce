import { type Database, findStoryOfComment } from '@moderato/database';
import { AppError, type NoticeInput, noticeSchema } from '@moderato/domain';
import { note, parseBody, type Route, rawBodyOf, sendJson } from '@moderato/http';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { storableText } from '../../comments/storable-text.js';
import type { IntakeDeps } from '../../deps.js';
import { siteOfReportToken } from '../../reports/report-token.js';
import { takeNotice, takesNotices } from '../../reports/take-notice.js';
import { wakeDelivery } from '../../wake-delivery.js';
import { operation, reportFormSchema } from './schema.js';

const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null);

/** Pages without the script send the form itself, and want a page back. */
function thank(req: Request, res: Response): void {
  if (req.headers.accept?.includes('text/html')) {
    const page = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Thank you</title>';
    res.status(202).type('html').send(`${page}<p>Thank you. A moderator will look at it.</p>`);
    return;
  }
  sendJson(res, 202, { received: true });
}

/** None where the form says nothing of the law, or the site takes none: then what it says of the reader is dropped. */
async function noticeOf(
  database: Database,
  siteId: string,
  form: z.output<typeof reportFormSchema>,
): Promise<NoticeInput | undefined> {
  if (form.category === '' || !(await takesNotices(database, siteId))) return undefined;
  const { category, reasons, legalGround, name, email } = form;
  const notice = parseBody(noticeSchema, {
    category,
    reasons,
    goodFaith: form.goodFaith === 'on',
    danger: form.danger === 'on',
    ...(legalGround !== '' && { legalGround }),
    ...(name !== '' && { name }),
    ...(email !== '' && { email }),
  });
  return takeNotice(database, siteId, notice);
}

export const reportForm: Route<IntakeDeps> = {
  operation,
  handle: (deps) => async (req, res) => {
    const { database, masterKeys, reports } = deps;
    res.setHeader('Cache-Control', 'no-store');
    res.vary('Origin');
    const siteId = siteOfReportToken(masterKeys, String(req.params.token));
    if (!siteId) throw new AppError('not_found');
    const form = parseBody(reportFormSchema, Object.fromEntries(new URLSearchParams(rawBodyOf(req).toString('utf8'))));
    const found = await database.withSite(siteId, (tx) => findStoryOfComment(tx, siteId, storableText(form.comment)));
    if (!found) throw new AppError('not_found');
    const { origin } = req.headers;
    if (origin === undefined || origin !== originOf(found.storyUrl)) {
      throw new AppError('forbidden', { detail: 'Reports come from pages of the origin on which the story stands.' });
    }
    res.setHeader('Access-Control-Allow-Origin', origin);
    note(res, { siteId, commentId: found.commentId, trapped: form.website !== '' });
    // A program that fills in every field learns nothing.
    if (form.website !== '') return thank(req, res);
    const notice = await noticeOf(database, siteId, form);
    const written = await reports.open(siteId, {
      commentId: found.commentId,
      reporter: { ip: req.ip ?? '' },
      reason: form.reason,
      source: 'button',
      text: form.text.trim() === '' ? null : storableText(form.text),
      address: null,
      wantsOutcome: false,
      notice,
    });
    if (written?.outbox) wakeDelivery(deps, siteId);
    thank(req, res);
  },
};
