import { AppError, mayDo, type Right, rights, rightsOf, roles } from '@moderato/domain';
import type { RequestHandler } from 'express';
import { sessionOf } from './require-session.js';

/** 403 `forbidden` where the role of whoever is signed in does not have the right, with the roles that do. */
export function requireRight(right: Right): RequestHandler {
  const having = roles.filter((role) => rightsOf[role].includes(right)).map((role) => role.replace('_', '-'));
  return (_req, res, next) => {
    const { role } = sessionOf(res).moderator;
    if (!mayDo(role, right)) {
      const detail = `Your role is ${role.replace('_', '-')}. To ${rights[right]} takes one of: ${having.join(', ')}.`;
      throw new AppError('forbidden', { detail });
    }
    next();
  };
}
