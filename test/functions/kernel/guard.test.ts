import type { LookupAddress, lookup } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { guard, guardedLookup, type Reach } from '#functions/kernel/guard.ts';
import { spellings } from './spellings.ts';

/** As wide as a careless operator could name them. */
const EVERYTHING = { networks: ['0.0.0.0/0', '::/0'] };

const passes = (address: string, reach?: Reach): boolean => {
  try {
    guard(address, reach);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'internal', extra: { cause: expect.stringMatching(/^address(-refused)?$/) } });
    return false;
  }
};

test.each([
  'http://[fd00:ec2::254]/',
  'http://[fd20:ce::254]/',
  'http://[fe80::1]/',
  'http://[fec0::1]/',
  'http://0/',
  'http://[::]/',
  'http://[::1]/',
  'http://100.100.100.200/',
  'http://168.63.129.16/',
  'http://192.0.0.192/',
  'http://user:password@10.0.0.1/',
  'http://10.0.0.1@169.254.169.254/',
  'http://10.0.0.1/?a=b',
  'http://10.0.0.1/#a',
  'gopher://10.0.0.1/',
  'file:///etc/passwd',
  'unix:/var/run/docker.sock',
  'http+unix://%2Fvar%2Frun%2Fdocker.sock/info',
  'ftp://10.0.0.1/',
  'javascript:0',
  'no address',
  '',
])('never, whatever is named: %s', (address) => {
  expect(passes(address, EVERYTHING)).toBe(false);
});

const NEVER = [
  '169.254.169.254',
  '169.254.170.2',
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0.1.2.3',
  '100.100.100.200',
  '224.0.0.251',
  '255.255.255.255',
];
const PRIVATE = ['10.1.2.3', '172.16.0.1', '172.31.255.254', '192.168.1.9', '100.64.0.1', '198.18.0.1', '192.0.2.1'];
const addresses = (ips: readonly string[]) =>
  ips.flatMap(spellings).flatMap((host) => [`http://${host}/`, `https://${host}:8443/v1`]);

test(`${addresses(NEVER).length} spellings of what is never connected to, whatever is named`, () => {
  expect(addresses(NEVER).length).toBeGreaterThanOrEqual(400);
  expect(addresses(NEVER).filter((address) => passes(address, EVERYTHING))).toEqual([]);
});

test(`${addresses(PRIVATE).length} spellings of private addresses, when no network is named`, () => {
  expect(addresses(PRIVATE).filter((address) => passes(address))).toEqual([]);
});

describe('a network that is named', () => {
  const county = { networks: ['10.20.0.0/16', 'fd12:3456::/32'] };
  test.each([
    'http://10.20.0.1',
    'https://10.20.255.254:8443/a',
    'http://[fd12:3456::1]/',
    'http://[::ffff:10.20.0.1]/',
  ])('is connected to: %s', (address) => expect(passes(address, county)).toBe(true));
  test.each(['http://10.21.0.1', 'http://192.168.1.1', 'http://[fd12:3457::1]/', 'http://127.0.0.1'])(
    'and its neighbours are not: %s',
    (address) => expect(passes(address, county)).toBe(false),
  );
  test('of this machine counts only when it is nothing else', () => {
    expect(passes('http://127.0.0.1:1', { networks: ['127.0.0.1/32'] })).toBe(true);
    expect(passes('http://127.0.0.2:1', { networks: ['127.0.0.1/32'] })).toBe(false);
    expect(passes('http://[::1]:1', { networks: ['::1/128'] })).toBe(true);
    expect(passes('http://localhost:1')).toBe(true);
  });
});

test.each(['https://api.example.gov.cn/v1', 'https://8.8.8.8', 'https://[2400:3200::1]/', 'https://[::ffff:8.8.8.8]/'])(
  'a public address needs no name: %s',
  (address) => expect(passes(address)).toBe(true),
);

const answering = (...found: string[]) =>
  ((_name: string, _options: object, done: (e: Error | null, all: LookupAddress[]) => void) =>
    done(
      null,
      found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    )) as unknown as typeof lookup;
const resolved = (found: readonly string[], networks: readonly string[] = [], all = true) =>
  new Promise((done) =>
    guardedLookup('department.example', { networks, resolve: answering(...found) })(
      'department.example',
      { all },
      (error, ...rest) => done(error?.code ?? rest),
    ),
  );

test.each([
  [['127.0.0.1']],
  [['8.8.8.8', '127.0.0.1']],
  [['8.8.8.8', '10.0.0.1']],
  [['8.8.8.8', '::1']],
  [['::ffff:10.0.0.1']],
  [['fe80::1%eth0']],
  [['169.254.169.254']],
  [['not an address']],
])('a name of which one address is refused is refused whole: %j', async (found) => {
  expect(await resolved(found)).toBe('EREFUSEDADDRESS');
});

test('a name gives the socket what was checked, all of it or the first', async () => {
  expect(await resolved(['8.8.8.8', '2400:3200::1'])).toEqual([
    [
      { address: '8.8.8.8', family: 4 },
      { address: '2400:3200::1', family: 6 },
    ],
  ]);
  expect(await resolved(['10.20.1.1', '8.8.8.8'], ['10.20.0.0/16'], false)).toEqual(['10.20.1.1', 4]);
  expect(await resolved([])).toBe('ENOTFOUND');
});
