/** One IPv4 address in every spelling that a parser somewhere takes for it. */
export const spellings = (ip: string): string[] => {
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
    [a, b, c, d].map((n) => `000${octal(n)}`).join('.'),
    `${a}.${b * 65_536 + c * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    `0x${hex(a)}.${b}.${octal(c)}.${d}`,
    ip.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
    ip.replace(/\d/g, (digit) => String.fromCodePoint(0x1d7ce + Number(digit))),
    ip.replaceAll('.', '\u3002'),
    ip.replaceAll('.', '\uff0e'),
    ip.replace(/^(\d)/, (digit) => `%3${digit}`),
    `[::ffff:${ip}]`,
    `[::FFFF:${high}:${low}]`,
    `[::ffff:${high}:${low}]`,
    `[0:0:0:0:0:ffff:${ip}]`,
    `[::ffff:0:${high}:${low}]`,
    `[64:ff9b::${ip}]`,
    `[64:ff9b:1::${high}:${low}]`,
    `[2002:${high}:${low}::1]`,
    `[2001:0:${high}:${low}::1]`,
    `[::${ip}]`,
  ];
};
