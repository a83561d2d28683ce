import type { Judgement, Policy } from '@moderato/domain';
import { sendJson } from '@moderato/http';
import type { RequestHandler } from 'express';
import type { IntakeDeps } from '../../deps.js';
import { parseGoogle, requestedLanguages, textOf } from '../comment-schema.js';
import { badRequest } from '../google-error.js';
import { judge, policyOf } from '../judge.js';
import { languagesOf } from '../languages.js';
import { sentenceSpans } from '../sentence-spans.js';
import { type AnalyzeResponse, analyzeRequest } from './schema.js';
import { attributeScores, type JudgedSpan, wantedScores } from './scores.js';

const isSet = (parameter: unknown): boolean => typeof parameter === 'string' && /^(|1|true)$/i.test(parameter);

/** Without sentences asked for, the one span that Perspective too gives: the whole. */
function judgeSpans(deps: IntakeDeps, text: string, { whole, policy }: { whole: Judgement; policy: Policy | null }) {
  const spans = policy ? sentenceSpans(text) : [];
  if (policy === null || spans.length === 1) return [{ span: { start: 0, end: text.length }, judgement: whole }];
  return spans.map((span): JudgedSpan => {
    // A sentence alone may be too short for its language to tell; the whole was told already.
    const sentence = { body: text.slice(span.start, span.end), language: 'en' };
    return { span, judgement: judge(deps, sentence, policy) };
  });
}

/** Scores one comment; nothing of the request is stored, whatever `doNotStore` says. */
export const analyze =
  (deps: IntakeDeps): RequestHandler =>
  (req, res) => {
    const input = parseGoogle(analyzeRequest, req.body);
    const text = textOf(input);
    const languages = languagesOf(text, requestedLanguages(input.languages));
    const site = deps.auth.credentialOf(res);
    const policy = policyOf(site);
    const whole = judge(deps, { body: text, language: languages.languages[0] as string }, policy);
    const wanted = wantedScores(input.requestedAttributes ?? {}, {
      means: { engine: whole.engine, hasGuidelines: site.policy !== null },
      languages,
      drop: input.dropUnsupportedAttributes === true || isSet(req.query.dropUnsupportedAttributes),
    });
    if (!input.languages?.length && whole.degraded.includes('text_unreadable')) {
      throw badRequest('LANGUAGE_DETECTION_FAILED', 'The text is in no language that can be told: comment.text.');
    }
    const spans = judgeSpans(deps, text, { whole, policy: input.spanAnnotations ? policy : null });
    const answer: AnalyzeResponse = {
      attributeScores: attributeScores(wanted, whole, spans),
      languages: languages.languages,
      detectedLanguages: languages.detected,
      ...(typeof input.clientToken === 'string' && { clientToken: input.clientToken }),
    };
    sendJson(res, 200, answer);
  };
