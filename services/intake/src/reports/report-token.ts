import { timingSafeEqual } from 'node:crypto';
import type { MasterKeys } from '@moderato/database';

const macOf = (masterKeys: MasterKeys, siteId: string): string =>
  masterKeys.derive(`report button ${siteId}`).slice(0, 22);

/** What stands in a site's pages and says which site a reader reports to. No secret: it opens nothing else. */
export function reportTokenOf(masterKeys: MasterKeys, siteId: string): string {
  const id = Buffer.from(siteId.replaceAll('-', ''), 'hex').toString('base64url');
  return `${id}.${macOf(masterKeys, siteId)}`;
}

/** The site of a token; null where it is none of ours. */
export function siteOfReportToken(masterKeys: MasterKeys, token: string): string | null {
  const [id = '', mac = ''] = token.split('.');
  const bytes = Buffer.from(id, 'base64url');
  if (bytes.length !== 16) return null;
  const siteId = bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const [given, expected] = [Buffer.from(mac), Buffer.from(macOf(masterKeys, siteId))];
  return given.length === expected.length && timingSafeEqual(given, expected) ? siteId : null;
}
