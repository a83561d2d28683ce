import { compile } from './index.js';
import { addressesIn } from './report-addresses.js';

test.each<[string, string[]]>([
  ['Email a.b+c@paper.co.uk.', ['a.b+c@paper.co.uk']],
  ['Write to name [at] paper.com or name(at)paper [dot] com', ['name@paper.com', 'name@paper.com']],
  ['Meet us at paper.com, @paper or at 5@', []],
])('%s', (text, emails) => {
  const found = addressesIn(text);
  expect(found.map(({ email }) => email)).toEqual(emails);
});

test.each<[string, string, object]>([
  ['in the sentence on reporting', 'To report abuse, write to a@b.com.', { emails: ['a@b.com'], other: [] }],
  [
    'in the sentence after it',
    'See abuse? Report a comment to us. Write to a [at] b.com.',
    { emails: ['a@b.com'], other: [] },
  ],
  ['of another purpose', 'To subscribe, write to a@b.com.', { emails: [], other: [] }],
  ['for appeals', 'Please report abuse. To appeal, write to a@b.com.', { emails: [], other: [] }],
  [
    'none, but other ways',
    'Report abuse with the flag button or at https://b.com/report.',
    { emails: [], other: ['flag button', 'https://b.com/report'] },
  ],
])('an address for reports: %s', (_, text, report) => expect(compile(text).report).toEqual(report));
