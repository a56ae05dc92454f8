/** A name server of our own over UDP: every look-up of a name gets the next of its answers, as a rebinding attacker would have it. */
import { createSocket } from 'node:dgram';
import { type LookupAddress, type lookup, Resolver } from 'node:dns';
import type { AddressInfo } from 'node:net';

/** Addresses by look-up: the last stays. */
export type Answers = readonly (readonly string[])[];

const [A, AAAA] = [1, 28];
const pieces = (ip: string): Buffer => {
  if (!ip.includes(':')) return Buffer.from(ip.split('.').map(Number));
  const [head = '', tail = ''] = new URL(`http://[${ip}]`).hostname.slice(1, -1).split('::');
  const [left, right] = [head, tail].map((half) => (half === '' ? [] : half.split(':')));
  const words = [...(left ?? []), ...Array(8 - (left?.length ?? 0) - (right?.length ?? 0)).fill('0'), ...(right ?? [])];
  return Buffer.from(words.map((word) => word.padStart(4, '0')).join(''), 'hex');
};

const record = (type: number, ip: string): Buffer => {
  const [data, head] = [pieces(ip), Buffer.alloc(12)];
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
};

export const startNames = async (names: Readonly<Record<string, Answers>>) => {
  const asked = new Map<string, number>();
  const server = createSocket('udp4', (query, from) => {
    let [at, name] = [12, ''];
    for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
      name += `${name && '.'}${query.toString('latin1', at + 1, at + 1 + length)}`;
      at += 1 + length;
    }
    const [type, answers] = [query.readUInt16BE(at + 1), names[name] ?? []];
    const turn = asked.get(`${name} ${type}`) ?? 0;
    asked.set(`${name} ${type}`, turn + 1);
    const found = (answers[Math.min(turn, answers.length - 1)] ?? []).filter(
      (ip) => ip.includes(':') === (type === AAAA) && (type === A || type === AAAA),
    );
    const head = Buffer.from(query.subarray(0, at + 5));
    head.writeUInt16BE(0x8180, 2);
    for (const [i, count] of [1, found.length, 0, 0].entries()) head.writeUInt16BE(count, 4 + 2 * i);
    server.send(Buffer.concat([head, ...found.map((ip) => record(type, ip))]), from.port, from.address);
  });
  await new Promise<void>((bound) => server.bind(0, '127.0.0.1', bound));
  const resolver = new Resolver({ timeout: 1000, tries: 1 });
  resolver.setServers([`127.0.0.1:${(server.address() as AddressInfo).port}`]);
  const of = (name: string, way: 'resolve4' | 'resolve6') =>
    new Promise<string[]>((done) => resolver[way](name, (error, found) => done(error ? [] : found)));
  /** As dns.lookup with `all`, by this server. */
  const resolve = (async (name: string, _options: object, done: (e: Error | null, found: LookupAddress[]) => void) => {
    const [four, six] = await Promise.all([of(name, 'resolve4'), of(name, 'resolve6')]);
    done(null, [...four.map((address) => ({ address, family: 4 })), ...six.map((address) => ({ address, family: 6 }))]);
  }) as unknown as typeof lookup;
  return {
    resolve,
    /** Look-ups of IPv4 addresses that were answered. */
    asked: (name: string) => asked.get(`${name} ${A}`) ?? 0,
    stop: () => new Promise<void>((closed) => server.close(() => closed())),
  };
};
