import { isPublicAddress } from './addresses.js';
import { refuseUrl } from './refuse-url.js';

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::10.0.0.1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '4000::1',
  'not an address',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(['8.8.8.8', '93.184.216.34', '2606:4700:4700::1111', '64:ff9b::8.8.8.8'])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  'http://paper.example/hook',
  'ftp://paper.example/hook',
  'https://user:secret@paper.example/hook',
  'https://user@paper.example/hook',
  'https://localhost/hook',
  'https://LOCALHOST./hook',
  'https://a.localhost/hook',
  'https://127.0.0.1/hook',
  'https://2130706433/hook',
  'https://0x7f.1/hook',
  'https://0177.0.0.1/hook',
  'https://[::1]/hook',
  'https://[::ffff:10.0.0.1]/hook',
  'https://10.0.0.1./hook',
  'https://169.254.169.254/latest/meta-data',
  '/hook',
  'javascript:alert(1)',
  `https://paper.example/${'a'.repeat(2048)}`,
])('%s is refused', (url) => {
  expect(refuseUrl(url, { allowPrivate: false })).not.toBeNull();
});

test.each(['https://paper.example/hook?a=b', 'https://paper.example:8443/', 'https://8.8.8.8/hook'])(
  '%s is taken',
  (url) => {
    expect(refuseUrl(url, { allowPrivate: false })).toBeNull();
  },
);

test('on one machine, http and loopback are taken, credentials are not', () => {
  expect(refuseUrl('http://127.0.0.1:8090/hook', { allowPrivate: true })).toBeNull();
  expect(refuseUrl('http://u:p@127.0.0.1:8090/hook', { allowPrivate: true })).not.toBeNull();
});
