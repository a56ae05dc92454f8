/** What a file is, by its own bytes. */
import type { FileKind } from '#schemas/case-file.ts';

const starts = (bytes: Buffer, ...wanted: readonly number[]): boolean => wanted.every((one, at) => bytes[at] === one);

const END = Buffer.from([0x50, 0x4b, 5, 6]);
const ENTRY = 0x02014b50;
const END_BYTES = 22;
/** A ZIP's comment is at most this long, so its end record lies within. */
const TAIL = END_BYTES + 0xffff;

/** Names in the central directory of a ZIP; none when it has no readable one. Source: APPNOTE 4.3. */
const entriesOf = (zip: Buffer): string[] => {
  const end = zip.lastIndexOf(END);
  if (end < 0 || end < zip.length - TAIL || end + END_BYTES > zip.length) return [];
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > end || zip.readUInt32LE(at) !== ENTRY) return [];
    const name = zip.readUInt16LE(at + 28);
    names.push(zip.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
};

/** Undefined: none of the kinds that are taken. An OFD is a ZIP with OFD.xml in its root (GB/T 33190-2016, 7.1). */
export const kindOf = (sent: Uint8Array): FileKind | undefined => {
  const bytes = Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength);
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf';
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  return starts(bytes, 0x50, 0x4b, 3, 4) && entriesOf(bytes).includes('OFD.xml') ? 'ofd' : undefined;
};
