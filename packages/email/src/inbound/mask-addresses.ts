const email = /[^\s@<>"'(),;:[\]]{1,64}@[^\s@<>"'(),;:[\]]{1,255}/g;
const ipv4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
const ipv6 = /(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::|[0-9a-f]{1,4})(?:[0-9a-f:]*)(?![\w:])/gi;

/** The text with `[address]` wherever it gives an e-mail address or a network's: what readers quote is full of them. */
export const maskAddresses = (text: string): string =>
  text.replace(email, '[address]').replace(ipv4, '[address]').replace(ipv6, '[address]');
