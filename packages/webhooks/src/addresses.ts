import { type LookupAddress, type LookupOptions, lookup as systemLookup } from 'node:dns';
import ipaddr from 'ipaddr.js';

const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
/** NAT64 (RFC 6052): networks without IPv4 reach any IPv4 address through it. */
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
/** Azure answers questions about its machines at this public address. */
const metadata = new Set(['168.63.129.16']);

/**
 * Whether an address is one that anybody on the internet may be asked to answer at: not private, loopback, link-local,
 * multicast, unique-local, IPv4-mapped, reserved, or a cloud's metadata service.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast' && !metadata.has(parsed.toString());
  if (parsed.match(nat64)) return isPublicAddress(parsed.toByteArray().slice(12).join('.'));
  return parsed.match(globalUnicast) && parsed.range() === 'unicast';
}

/** A name that leads to an address nobody outside may name. `code` is what dispatching records. */
export class RefusedAddressError extends Error {
  readonly code = 'refused_address';
  constructor() {
    super('The name leads to a private, local or reserved address.');
    this.name = 'RefusedAddressError';
  }
}

type LookupCallback = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;
export type Lookup = (hostname: string, options: LookupOptions, callback: LookupCallback) => void;

/**
 * `dns.lookup` that fails where any of a name's addresses is not public. It runs as the connection is made, so a name
 * that changes its mind after it was registered gains nothing.
 */
export function publicLookup(lookup: Lookup = systemLookup as Lookup): Lookup {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error);
      const addresses = found as LookupAddress[];
      if (!addresses.every(({ address }) => isPublicAddress(address))) return callback(new RefusedAddressError());
      if (options.all) return callback(null, addresses);
      const first = addresses[0];
      return first ? callback(null, first.address, first.family) : callback(new RefusedAddressError());
    });
}
