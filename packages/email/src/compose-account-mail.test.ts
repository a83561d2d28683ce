import { composeAccountMail } from './compose-account-mail.js';

const envelope = {
  site: { id: 's', name: 'Harbour <b>News</b>\r\nBcc: x@example.org', slug: 'harbour' },
  to: 'kim@paper.example',
  messageId: 'case-1.1.abc@paper.example',
  date: new Date('2026-11-24T10:00:00Z'),
};
const news = {
  purpose: 'invitation',
  name: 'Kim "<script>"',
  role: 'triage',
  url: 'https://desk.example/join#a.b.c',
  expiresAt: new Date('2026-12-01T10:00:00Z'),
} as const;

test('an invitation says to what, as what, until when, and has its link in both forms', () => {
  const { text, html } = composeAccountMail(envelope, news);
  for (const form of [text, html]) {
    expect(form).toContain('https://desk.example/join#a.b.c');
    expect(form).toContain('for triage');
    expect(form).toContain('until 2026-12-01 10:00 UTC');
  }
});

test('a name can neither add a header nor run', () => {
  const { subject, html } = composeAccountMail(envelope, news);
  expect(subject).not.toMatch(/[\r\n]/);
  expect(html).not.toContain('<script>');
  expect(html).not.toContain('<b>News');
});

test('a reset says what to do for whoever did not ask', () => {
  const { text } = composeAccountMail(envelope, { ...news, purpose: 'password-reset' });
  expect(text).toContain('If it was not you, leave this mail');
});
