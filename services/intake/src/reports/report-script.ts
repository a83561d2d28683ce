import { type ReportReason, reportReasons } from '@moderato/domain';

const labels: Record<ReportReason, string> = {
  insult: 'Insults somebody',
  hate: 'Hateful',
  threat: 'Threatens somebody',
  sexual: 'Sexual',
  spam: 'Spam or advertising',
  privacy: 'Personal details',
  falsehood: 'False',
  off_topic: 'Not on the topic',
  illegal: 'Against the law',
  other: 'Something else',
};

const options = JSON.stringify(reportReasons.map((reason) => [reason, labels[reason]]));

/**
 * What a site's pages load: a click on anything with `data-report-comment` opens a dialog and sends a form. No
 * dependency, no cookie, nothing of its own in the page before the click, no inline style or handler, so that a strict
 * Content-Security-Policy needs this origin under script-src and connect-src and nothing else.
 */
export const reportScript = `(() => {
const script = document.currentScript;
const url = new URL('report/' + script.dataset.site, script.src);
const options = ${options};
const make = (tag, props, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};
document.addEventListener('click', (event) => {
  const button = event.target.closest && event.target.closest('[data-report-comment]');
  if (!button) return;
  event.preventDefault();
  const status = make('p', {});
  status.setAttribute('role', 'status');
  const heading = make('h2', { textContent: 'Report this comment', id: 'moderato-report' });
  const trap = make('input', { name: 'website', tabIndex: -1, autocomplete: 'off', hidden: true });
  const send = make('button', { type: 'submit', textContent: 'Send' });
  const close = make('button', { type: 'button', textContent: 'Cancel' });
  const fields = make('div', {},
    make('p', {}, make('label', {}, 'What is wrong with it? ', make('select', { name: 'reason', required: true },
      make('option', { value: '', textContent: 'Choose' }),
      ...options.map(([value, textContent]) => make('option', { value, textContent }))))),
    make('p', {}, make('label', {}, 'Anything to add? ', make('textarea', { name: 'text', maxLength: 1000, rows: 4 }))),
    trap);
  const form = make('form', {}, heading, fields, status, send, ' ', close);
  const dialog = make('dialog', { className: 'moderato-report' }, form);
  dialog.setAttribute('aria-labelledby', heading.id);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => { dialog.remove(); button.focus(); });
  form.addEventListener('submit', async (submitted) => {
    submitted.preventDefault();
    send.disabled = true;
    status.textContent = 'Sending\\u2026';
    const body = new URLSearchParams(new FormData(form));
    body.set('comment', button.dataset.reportComment);
    let answer;
    try { answer = await fetch(url, { method: 'POST', body, credentials: 'omit' }); } catch {}
    const sent = answer && answer.ok;
    send.disabled = false;
    status.textContent = sent ? 'Thank you. A moderator will look at it.'
      : 'It could not be sent. Try again later.';
    if (sent) { fields.remove(); send.remove(); close.textContent = 'Close'; close.focus(); }
  });
  document.body.append(dialog);
  dialog.showModal();
});
})();
`;
