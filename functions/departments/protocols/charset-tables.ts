/** The Chinese charsets as tables, built at the first use from Node's own decoder, so that what is written is what would be read. */

interface Tables {
  /** By two-byte code; 0: none. */
  readonly charOf: Uint16Array;
  readonly codeOf: Uint16Array;
  /** By number of the four-byte code, for the basic plane; 0: none. */
  readonly charOfFour: Uint16Array;
  /** One more than the number of the four-byte code; 0: none. */
  readonly fourOf: Uint16Array;
}

/** 0x81308130 is number 0. */
export const FOUR_BYTE_CODES = 39_420;
/** 0x90308130, which is U+10000: from here on by formula. */
export const FIRST_SUPPLEMENTARY = 189_000;

export const fourBytes = (number: number): [number, number, number, number] => [
  0x81 + Math.floor(number / 12_600),
  0x30 + (Math.floor(number / 1_260) % 10),
  0x81 + (Math.floor(number / 10) % 126),
  0x30 + (number % 10),
];
export const fourNumber = (a: number, b: number, c: number, d: number): number =>
  (((a - 0x81) * 10 + b - 0x30) * 126 + c - 0x81) * 10 + d - 0x30;

export const isTrail = (byte: number): boolean => byte >= 0x40 && byte <= 0xfe && byte !== 0x7f;

const twoByteCodes = (): number[] => {
  const codes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (isTrail(trail)) codes.push(lead * 256 + trail);
  return codes;
};

/** A private-use code stands for whatever its sender's fonts hold: a user-defined character 造字. */
const isNobodys = (char: number): boolean => (char >= 0xe000 && char <= 0xf8ff) || char === 0xfffd;

const build = (): Tables => {
  const read = (bytes: number[]): string => new TextDecoder('gb18030', { fatal: true }).decode(Uint8Array.from(bytes));
  const [charOf, codeOf, fourOf] = [new Uint16Array(65_536), new Uint16Array(65_536), new Uint16Array(65_536)];
  const codes = twoByteCodes();
  const chars = read(codes.flatMap((code) => [code >> 8, code & 0xff]));
  codes.forEach((code, i) => {
    const char = chars.charCodeAt(i);
    // A second code for a character that has one (0xA3A0, read as a space by browsers) belongs to the user-defined ones.
    if (isNobodys(char) || codeOf[char]) return;
    charOf[code] = char;
    codeOf[char] = code;
  });
  const fours = read(Array.from({ length: FOUR_BYTE_CODES }, (_, number) => fourBytes(number)).flat());
  const charOfFour = Uint16Array.from(fours, (char) => (isNobodys(char.charCodeAt(0)) ? 0 : char.charCodeAt(0)));
  charOfFour.forEach((char, number) => {
    if (char !== 0) fourOf[char] = number + 1;
  });
  return { charOf, codeOf, charOfFour, fourOf };
};

let built: Tables | undefined;
export const tables = (): Tables => {
  built ??= build();
  return built;
};

/**
 * Two-byte codes to which GB 18030 gives private-use code points although Unicode has their characters since 2001 (extension B): their glyphs
 * are in the standard, so they are read; written is the four-byte code.
 */
export const SIX: ReadonlyMap<number, number> = new Map([
  [0xfe51, 0x20087],
  [0xfe52, 0x20089],
  [0xfe53, 0x200cc],
  [0xfe6c, 0x215d7],
  [0xfe76, 0x2298f],
  [0xfe91, 0x241fe],
]);

/** What GB 18030 added to GBK after Microsoft's CP936 was fixed, first and last code. */
const NOT_IN_CP936 = [
  [0xa2e3, 0xa2e3],
  [0xa6d9, 0xa6df],
  [0xa6ec, 0xa6ed],
  [0xa6f3, 0xa6f3],
  [0xa8bc, 0xa8bc],
  [0xa8bf, 0xa8bf],
  [0xa989, 0xa995],
  [0xfe50, 0xfea0],
] as const;
export const inGbk = (code: number): boolean => !NOT_IN_CP936.some(([first, last]) => code >= first && code <= last);

/** GB/T 2312-1980 by row: first and last cell of its 682 signs, and where GBK filled its gaps. */
const SIGNS: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
  161: [[0xa1, 0xfe]],
  162: [
    [0xb1, 0xe2],
    [0xe5, 0xee],
    [0xf1, 0xfc],
  ],
  163: [[0xa1, 0xfe]],
  164: [[0xa1, 0xf3]],
  165: [[0xa1, 0xf6]],
  166: [
    [0xa1, 0xb8],
    [0xc1, 0xd8],
  ],
  167: [
    [0xa1, 0xc1],
    [0xd1, 0xf1],
  ],
  168: [
    [0xa1, 0xba],
    [0xc5, 0xe9],
  ],
  169: [[0xa4, 0xef]],
};
export const inGb2312 = (code: number): boolean => {
  const [lead, trail] = [code >> 8, code & 0xff];
  if (lead >= 0xb0 && lead <= 0xf7) return trail >= 0xa1;
  return (SIGNS[lead] ?? []).some(([first, last]) => trail >= first && trail <= last);
};
