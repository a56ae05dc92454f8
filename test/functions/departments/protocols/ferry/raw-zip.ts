/** A zip archive written byte by byte, so that it can lie in every member. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface RawEntry {
  readonly name: string;
  readonly data: Buffer;
  readonly method?: number;
  readonly flags?: number;
  /** Unix mode in the external attributes. */
  readonly mode?: number;
  /** What it says of itself, when that differs. */
  readonly size?: number;
  readonly localName?: string;
  /** A second name by the Unicode Path Extra Field (0x7075), which some readers prefer. */
  readonly otherName?: string;
  /** Bytes that stand before its header, or behind its packed data as part of it. */
  readonly before?: Buffer;
  readonly behind?: Buffer;
}

const header = (signature: number, fields: readonly (readonly [bytes: 2 | 4, value: number])[]): Buffer => {
  const out = Buffer.alloc(4 + fields.reduce((sum, [bytes]) => sum + bytes, 0));
  out.writeUInt32LE(signature);
  let at = 4;
  for (const [bytes, value] of fields)
    at = bytes === 2 ? out.writeUInt16LE(value, at) : out.writeUInt32LE(value >>> 0, at);
  return out;
};

const unicodePath = (name: Buffer, other: string): Buffer => {
  const path = Buffer.from(other);
  const out = Buffer.alloc(9);
  out.writeUInt16LE(0x7075, 0);
  out.writeUInt16LE(5 + path.length, 2);
  out.writeUInt8(1, 4);
  out.writeUInt32LE(crc32(name), 5);
  return Buffer.concat([out, path]);
};

export const rawZip = (
  entries: readonly RawEntry[],
  { comment = '', gap = Buffer.alloc(0), times = 1 } = {},
): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const put = (...more: Buffer[]) => {
    parts.push(...more);
    at += more.reduce((sum, part) => sum + part.length, 0);
  };
  for (const entry of entries) {
    const { data, method = 8, flags = 0, mode = 0o100600, behind = Buffer.alloc(0) } = entry;
    const packed = Buffer.concat([method === 8 ? deflateRawSync(data) : data, behind]);
    const sizes = [
      [4, crc32(data)],
      [4, packed.length],
      [4, entry.size ?? data.length],
    ] as const;
    const [name, localName] = [Buffer.from(entry.name), Buffer.from(entry.localName ?? entry.name)];
    const extra = entry.otherName === undefined ? Buffer.alloc(0) : unicodePath(name, entry.otherName);
    if (entry.before) put(entry.before);
    const offset = at;
    put(
      header(0x04034b50, [
        [2, 20],
        [2, flags],
        [2, method],
        [2, 0],
        [2, 0x21],
        ...sizes,
        [2, localName.length],
        [2, 0],
      ]),
      localName,
      packed,
    );
    const central = header(0x02014b50, [
      [2, 0x0314],
      [2, 20],
      [2, flags],
      [2, method],
      [2, 0],
      [2, 0x21],
      ...sizes,
      [2, name.length],
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, mode * 0x10000],
      [4, offset],
    ]);
    for (let i = 0; i < times; i += 1) directory.push(central, name, extra);
  }
  put(gap);
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const count = entries.length * times;
  const end = header(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, at],
    [2, comment.length],
  ]);
  return Buffer.concat([...parts, ...directory, end, Buffer.from(comment)]);
};
