import { type NoticeCategory, noticeCategoryNames, type ReportReason, reportReasons } from '@moderato/domain';

const labels: Record<ReportReason, string> = {
  insult: 'Insults somebody',
  hate: 'Hateful',
  threat: 'Threatens somebody',
  sexual: 'Sexual',
  spam: 'Spam or advertising',
  privacy: 'Personal details',
  falsehood: 'False',
  off_topic: 'Not on the topic',
  illegal: 'I think this is illegal',
  other: 'Something else',
};

const noticeLabels: Record<NoticeCategory, string> = {
  hate_speech: 'Incitement to hatred',
  defamation: 'Defamation, insult',
  threat: 'Threat, call to violence',
  terrorism: 'Terrorism',
  child_abuse: 'Sexual abuse of children',
  harassment: 'Stalking, harassment',
  privacy: 'Personal data, privacy',
  copyright: 'Copyright',
  fraud: 'Fraud',
  other: 'Another law',
};

const kinds = JSON.stringify(noticeCategoryNames.map((category) => [category, noticeLabels[category]]));
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
const kinds = ${kinds};
const make = (tag, props, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};
const choices = (list) => [make('option', { value: '', textContent: 'Choose' }),
  ...list.map(([value, textContent]) => make('option', { value, textContent }))];
const line = (text, field) => make('p', {}, make('label', {}, text + ' ', field));
const check = (text, props) => make('p', {}, make('label', {}, make('input', { type: 'checkbox', ...props }), ' ' + text));
const makeNotice = () => {
  const kind = make('select', { name: 'category', required: true }, ...choices(kinds));
  const name = make('input', { name: 'name', maxLength: 200, autocomplete: 'name', required: true });
  const email = make('input', { name: 'email', type: 'email', maxLength: 320, autocomplete: 'email', required: true });
  const who = make('div', {}, line('Your name', name), line('Your e-mail address', email));
  kind.addEventListener('change', () => {
    const anonymous = kind.value === 'child_abuse';
    name.required = email.required = !anonymous;
    who.hidden = name.disabled = email.disabled = anonymous;
  });
  return make('fieldset', { hidden: true, disabled: true },
    make('legend', { textContent: 'Notice of illegal content' }),
    line('Which law does it break?', kind),
    line('Why is it illegal?', make('textarea', { name: 'reasons', required: true, maxLength: 5000, rows: 4 })),
    who,
    check('Somebody\u2019s life or safety is in danger', { name: 'danger' }),
    check('I believe in good faith that all of this is accurate and complete', { name: 'goodFaith', required: true }));
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
  const reason = make('select', { name: 'reason', required: true }, ...choices(options));
  const text = make('textarea', { name: 'text', maxLength: 1000, rows: 4 });
  const more = line('Anything to add?', text);
  const notice = makeNotice();
  reason.addEventListener('change', () => {
    const illegal = reason.value === 'illegal' && script.dataset.notices !== 'off';
    notice.hidden = notice.disabled = !illegal;
    more.hidden = text.disabled = illegal;
  });
  const fields = make('div', {}, line('What is wrong with it?', reason), more, notice, trap);
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
