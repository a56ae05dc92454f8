import { expect, test } from 'vitest';
import { guard } from '#functions/departments/protocols/guard.ts';
import { parseStrictJson } from '#functions/departments/protocols/strict-json.ts';

test.each([
  'http://169.254.169.254/latest/meta-data',
  'http://[::ffff:169.254.169.254]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://2852039166/',
  'http://0xa9.0xfe.0xa9.0xfe/',
  'http://0251.0376.0251.0376/',
  'http://[fd00:ec2::254]/',
  'http://[fe80::1]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://[2002:a9fe:a9fe::]/',
  'http://0.0.0.0/',
  'http://0/',
  'http://[::]/',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://0x7f.1/',
  'http://2130706433/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://user:password@10.0.0.1/',
  'http://10.0.0.1/?a=b',
  'http://10.0.0.1/#a',
  'gopher://10.0.0.1/',
  'file:///etc/passwd',
  'unix:/var/run/docker.sock',
  'ftp://10.0.0.1/',
  'javascript:0',
  'no address',
  '',
])('an address that is never a department: %s', (address) => {
  expect(() => guard(address)).toThrow('internal');
});

/** One IPv4 address in every spelling that a parser somewhere takes for it. */
const spellings = (ip: string): string[] => {
  const [a = 0, b = 0, c = 0, d = 0] = ip.split('.').map(Number);
  const whole = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const hex = (n: number) => n.toString(16);
  const octal = (n: number) => `0${n.toString(8)}`;
  const [high, low] = [hex(a * 256 + b), hex(c * 256 + d)];
  return [
    ip,
    `${ip}.`,
    String(whole),
    `0x${hex(whole)}`,
    `0X${hex(whole).toUpperCase()}`,
    octal(whole),
    [a, b, c, d].map(octal).join('.'),
    [a, b, c, d].map((n) => `0x${hex(n)}`).join('.'),
    `${a}.${b * 65_536 + c * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `0x${hex(a)}.${b}.${octal(c)}.${d}`,
    ip.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ip.replaceAll('.', '\u3002'),
    ip.replace(/^(\d)/, (digit) => `%3${digit}`),
    `[::ffff:${ip}]`,
    `[::ffff:${high}:${low}]`,
    `[0:0:0:0:0:ffff:${ip}]`,
    `[64:ff9b::${ip}]`,
    `[2002:${high}:${low}::1]`,
    `[::${ip}]`,
  ];
};
const REFUSED = [
  '169.254.169.254',
  '169.254.170.2',
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0.1.2.3',
  '224.0.0.251',
  '255.255.255.255',
];
const CORPUS = REFUSED.flatMap(spellings).flatMap((host) => [`http://${host}/`, `https://${host}:8443/v1`]);

test(`${CORPUS.length} spellings of addresses that are never a department, none let through`, () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(200);
  const through = CORPUS.filter((address) => {
    try {
      return guard(address);
    } catch {
      return false;
    }
  });
  expect(through).toEqual([]);
});

test.each(['https://api.example.gov.cn/v1', 'http://10.1.2.3:8080', 'http://192.168.1.9/', 'http://[fd12:3456::1]/'])(
  'a department: %s',
  (address) => {
    expect(guard(address).base.href).toContain(address);
  },
);

const resolved = (name: string, options = {}) =>
  new Promise((done) =>
    guard('http://10.0.0.1', options).lookup(name, { all: true }, (error, found) => done(error?.code ?? found)),
  );

test.each(['http://127.0.0.1:1', 'http://[::1]:1', 'http://localhost:1'])(
  'a stand-in on this machine, when allowed: %s',
  (address) => {
    expect(guard(address, { allowLoopback: true }).base.href).toContain(address);
    expect(() => guard('http://169.254.169.254', { allowLoopback: true })).toThrow('internal');
  },
);

test('a name that resolves to the machine itself is refused at the socket; a stand-in may be allowed', async () => {
  expect(await resolved('localhost')).toBe('EREFUSEDADDRESS');
  expect(await resolved('localhost', { allowLoopback: true })).toEqual(
    expect.arrayContaining([expect.objectContaining({ address: expect.stringMatching(/^(127\.|::1)/) })]),
  );
});

const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  '{"a":1,"a":2}',
  '{"a":1,"\\u0061":2}',
  '{"b":[{"x":{"y":1,"y":1}}]}',
  '{"__proto__":1,"__proto__":2}',
  '{"a" \n :1,"a":1}',
])('a member that stands twice is refused: %s', (text) => {
  expect(() => parseStrictJson(bytes(text))).toThrow();
});

test.each([
  '{"a":"b\\":","c":":\\\\"}',
  '["a:",":"]',
  '{"a":{"a":{"a":[]}}}',
  '"\\"a\\":"',
  '0',
  '{"":""}',
  '{"__proto__":1}',
])('and once is not: %s', (text) => {
  expect(parseStrictJson(bytes(text))).toEqual(JSON.parse(text));
});
