/** TrueType files by their tables. Source: OpenType, "Organization of an OpenType font" and "Calculating checksums". */

export type Tables = ReadonlyMap<string, Buffer>;

export const u16 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, i) => {
    bytes.writeUInt16BE(value & 0xffff, 2 * i);
  });
  return bytes;
};
export const u32 = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    bytes.writeUInt32BE(value >>> 0, 4 * i);
  });
  return bytes;
};

/** Parts of the same memory, not copies. */
export const tablesOf = (font: Uint8Array): Tables => {
  const bytes = Buffer.from(font.buffer, font.byteOffset, font.byteLength);
  return new Map(
    Array.from({ length: bytes.readUInt16BE(4) }, (_, i) => {
      const entry = 12 + 16 * i;
      const offset = bytes.readUInt32BE(entry + 8);
      const table = bytes.subarray(offset, offset + bytes.readUInt32BE(entry + 12));
      return [bytes.toString('latin1', entry, entry + 4), table] as const;
    }),
  );
};

/** Throws when the font has no such table. */
export const tableOf = (tables: Tables, tag: string): Buffer => {
  const table = tables.get(tag);
  if (!table) throw new Error(`font has no ${tag} table`);
  return table;
};

const whole = (length: number): number => (length + 3) & ~3;

const sumOf = (file: Buffer, from: number, to: number): number => {
  let sum = 0;
  for (let at = from; at < to; at += 4) sum = (sum + file.readUInt32BE(at)) >>> 0;
  return sum;
};

/** Of the whole file, in `head`. */
const ADJUSTMENT = 8;

/** Directory in order of tags, every table on four bytes, the sum over all in `head`. */
export const assemble = (tables: Tables): Buffer => {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const log = Math.floor(Math.log2(sorted.length));
  const range = 16 * 2 ** log;
  const begin = 12 + 16 * sorted.length;
  const file = Buffer.alloc(sorted.reduce((sum, [, { length }]) => sum + whole(length), begin));
  u32(0x00010000).copy(file);
  u16(sorted.length, range, log, 16 * sorted.length - range).copy(file, 4);
  let [offset, head, total] = [begin, 0, 0];
  sorted.forEach(([tag, bytes], i) => {
    bytes.copy(file, offset);
    if (tag === 'head') {
      head = offset;
      file.writeUInt32BE(0, head + ADJUSTMENT);
    }
    const end = offset + whole(bytes.length);
    const sum = sumOf(file, offset, end);
    const entry = 12 + 16 * i;
    file.write(tag, entry, 'latin1');
    u32(sum, offset, bytes.length).copy(file, entry + 4);
    total += sum;
    offset = end;
  });
  if (head > 0) file.writeUInt32BE((0xb1b0afba - ((total + sumOf(file, 0, begin)) >>> 0)) >>> 0, head + ADJUSTMENT);
  return file;
};
