import { validationError } from '@moderato/http';
import { refuseUrl } from '@moderato/webhooks';

/** Throws AppError `validation` for a URL that delivery would refuse to dial. */
export function checkEndpointUrl(url: string | undefined, { allowPrivateUrls }: { allowPrivateUrls: boolean }): void {
  const refusal = url === undefined ? null : refuseUrl(url, { allowPrivate: allowPrivateUrls });
  if (refusal) throw validationError([{ pointer: '/url', code: 'refused_url', detail: refusal }]);
}

/** The same for a page to watch, which may be had by http. */
export function checkPageUrl(url: string, { allowPrivateUrls }: { allowPrivateUrls: boolean }): void {
  const refusal = refuseUrl(url, { allowPrivate: allowPrivateUrls, allowHttp: true });
  if (refusal) throw validationError([{ pointer: '/url', code: 'refused_url', detail: refusal }]);
}
