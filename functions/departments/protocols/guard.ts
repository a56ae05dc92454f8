/** Where an adapter may connect to: never to the machine itself or to its platform's metadata, whatever a name resolves to at this moment. */
import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { problem } from '#functions/kernel/problem.ts';

/** Private networks stay allowed: that is where departments live. */
const NEVER = [
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  ['fd00:ec2::', 32, 'ipv6'],
  // IPv4-compatible addresses, NAT64 and 6to4 can spell any of the above in another way.
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['2002::', 16, 'ipv6'],
] as const;
const LOOPBACK = [
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
] as const;

const listOf = (subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList => {
  const list = new BlockList();
  for (const subnet of subnets) list.addSubnet(...subnet);
  return list;
};
const never = listOf(NEVER);
const loopback = listOf(LOOPBACK);

export interface Guard {
  /** The base address, checked. Throws internal: a department's address is configuration, never input. */
  readonly base: URL;
  /** For the socket: resolves, checks every address, and connects to what was checked. */
  readonly lookup: LookupFunction;
}

/** `allowLoopback`: for stand-ins on the same machine only. An IPv4 address inside IPv6 is judged as IPv4. */
export const guard = (address: string, { allowLoopback = false } = {}): Guard => {
  const refused = (ip: string): boolean => {
    const family = isIP(ip) === 6 ? 'ipv6' : 'ipv4';
    return loopback.check(ip, family) ? !allowLoopback : never.check(ip, family);
  };
  const base = URL.canParse(address) ? new URL(address) : undefined;
  if (!base || !/^https?:$/.test(base.protocol) || base.username || base.password || base.search || base.hash)
    throw problem('internal', { cause: 'department-address' });
  // The URL parser has already turned 0x7f.1 and 2130706433 into 127.0.0.1.
  const literal = base.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) && refused(literal)) throw problem('internal', { cause: 'department-address-refused' });
  return {
    base,
    lookup: (hostname, options, done) =>
      resolve(hostname, { ...options, all: true }, (error, found) => {
        const forbidden = !error && found.some(({ address: ip }) => refused(ip));
        const [first] = found ?? [];
        if (error || forbidden || !first) {
          const why = error ?? Object.assign(new Error('address refused'), { code: 'EREFUSEDADDRESS' });
          return done(why, [], 0);
        }
        return options.all ? done(null, found) : done(null, first.address, first.family);
      }),
  };
};
