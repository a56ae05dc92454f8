/** Where the hub may connect to: public addresses, and networks that configuration names. Never its platform's metadata, whatever a name resolves to at this moment. */
import { lookup as system } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { problem } from './problem.ts';

type Family = 'ipv4' | 'ipv6';
type Subnet = readonly [network: string, prefix: number, family: Family];

/** Whatever is named. Clouds answer for their machines' own keys at some of these. */
const NEVER: readonly Subnet[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['100.100.100.200', 32, 'ipv4'],
  ['168.63.129.16', 32, 'ipv4'],
  ['192.0.0.192', 32, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  ['fd00:ec2::', 32, 'ipv6'],
  ['fd20:ce::', 32, 'ipv6'],
  // IPv4-compatible and IPv4-translated addresses, NAT64, Teredo and 6to4 can spell any of the above in another way.
  ['::', 96, 'ipv6'],
  ['::ffff:0:0:0', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
];
const LOOPBACK: readonly Subnet[] = [
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
];
/** Not routed in public (IANA special-purpose registries): only where a network is named. */
const PRIVATE: readonly Subnet[] = [
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['2001:db8::', 32, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
];
/** All that IPv6 routes in public stands in here. */
const GLOBAL_V6: Subnet = ['2000::', 3, 'ipv6'];

const listOf = (subnets: readonly Subnet[]): BlockList => {
  const list = new BlockList();
  for (const subnet of subnets) list.addSubnet(...subnet);
  return list;
};
const [never, loopback, unrouted, global] = [NEVER, LOOPBACK, PRIVATE, [GLOBAL_V6]].map(listOf) as [
  BlockList,
  BlockList,
  BlockList,
  BlockList,
];

/** IPv4 inside IPv6 is judged as the IPv4 that the socket would reach. Undefined: no address, or one with a zone. */
const judged = (ip: string): readonly [string, Family] | undefined => {
  if (isIP(ip) === 4) return [ip, 'ipv4'];
  if (isIP(ip) !== 6 || !URL.canParse(`http://[${ip}]`)) return undefined;
  const [, high, low] = /^\[::ffff:([\da-f]+):([\da-f]+)\]$/.exec(new URL(`http://[${ip}]`).hostname) ?? [];
  if (high === undefined || low === undefined) return [ip, 'ipv6'];
  const bytes = [high, low].flatMap((part) => [Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255]);
  return [bytes.join('.'), 'ipv4'];
};

const subnetOf = (cidr: string): Subnet => {
  const [network = '', prefix] = cidr.split('/');
  return [network, Number(prefix), isIP(network) === 6 ? 'ipv6' : 'ipv4'];
};

export interface Reach {
  /** CIDR: what may be connected to beside public addresses. Loopback counts as named only by a network inside it. */
  readonly networks?: readonly string[];
  /** node:dns, or a stand-in. */
  readonly resolve?: typeof system;
}

/** Whether this address may not be connected to. */
const refuses = (networks: readonly string[]): ((ip: string) => boolean) => {
  const subnets = networks.map(subnetOf);
  const [near, far] = [true, false].map((wanted) =>
    listOf(subnets.filter(([network, , family]) => loopback.check(network, family) === wanted)),
  ) as [BlockList, BlockList];
  return (ip) => {
    const one = judged(ip);
    if (!one) return true;
    if (loopback.check(...one)) return !near.check(...one);
    if (never.check(...one)) return true;
    const routed = one[1] === 'ipv6' ? global.check(...one) && !unrouted.check(...one) : !unrouted.check(...one);
    return !routed && !far.check(...one);
  };
};

const failed = (code: string): Error => Object.assign(new Error('address refused'), { code });

/** For a socket to `host`: resolves, checks every address, and connects to what was checked. Throws internal for an address that is refused as it stands. */
export const guardedLookup = (host: string, { networks = [], resolve = system }: Reach = {}): LookupFunction => {
  const refused = refuses(networks);
  if (isIP(host) !== 0 && refused(host)) throw problem('internal', { cause: 'address-refused' });
  return (hostname, options, done) =>
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const [first] = found ?? [];
      if (error || !first) return done(error ?? failed('ENOTFOUND'), [], 0);
      if (found.some(({ address }) => refused(address))) return done(failed('EREFUSEDADDRESS'), [], 0);
      return options.all ? done(null, found) : done(null, first.address, first.family);
    });
};

export interface Guard {
  /** The base address, checked. */
  readonly base: URL;
  /** For the socket. */
  readonly lookup: LookupFunction;
}

/** Of an http(s) address that is configuration, never input: throws internal when it is none, or is refused as it stands. */
export const guard = (address: string, reach: Reach = {}): Guard => {
  const base = URL.canParse(address) ? new URL(address) : undefined;
  if (!base || !/^https?:$/.test(base.protocol) || base.username || base.password || base.search || base.hash)
    throw problem('internal', { cause: 'address' });
  // The URL parser has already turned 0x7f.1 and 2130706433 into 127.0.0.1.
  return { base, lookup: guardedLookup(base.hostname.replace(/^\[|\]$/g, ''), reach) };
};
