import Bowser from 'bowser';
import type { Request } from 'express';

const longest = 80;

/** Browser and system, as somebody knows their own machine by: `Firefox on Linux`. Null where neither is told. */
export function deviceOf({ headers }: Pick<Request, 'headers'>): string | null {
  const agent = headers['user-agent'];
  if (!agent) return null;
  const { browser, os } = Bowser.parse(agent.slice(0, 500));
  const words = [browser.name, os.name].filter(Boolean).join(' on ');
  return words.slice(0, longest) || null;
}
