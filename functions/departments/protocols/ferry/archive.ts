/** The zip archive of a parcel. Written plainly; read as from an enemy: nothing but the announced files, and no byte that belongs to none of them. */
import { inflateRawSync } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { ZipFile as NewZipFile } from 'yazl';
import { refused } from './refused.ts';

export type Files = ReadonlyMap<string, Buffer>;

/** `madeAt`: epoch ms. The same files at the same time give the same bytes. */
export const writeArchive = async (files: Files, madeAt: number): Promise<Buffer> => {
  const zip = new NewZipFile();
  const options = { mtime: new Date(madeAt), mode: 0o100600, forceDosTimestamp: true };
  for (const [name, bytes] of files) zip.addBuffer(bytes, name, options);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const END_RECORD = 22;
const [STORED, DEFLATED] = [0, 8];
const HAS_DESCRIPTOR = 0x08;
/** Descriptor and UTF-8 name: all other flags mean encryption or patches. */
const KNOWN_FLAGS = HAS_DESCRIPTOR | 0x0800 | 0x06;
const [UNIX, FILE_TYPE, REGULAR] = [3, 0o170000, 0o100000];

/** A symbolic link, a folder or a device is no sheet. */
const isRegular = ({ versionMadeBy, externalFileAttributes }: Entry): boolean => {
  const type = (externalFileAttributes >>> 16) & FILE_TYPE;
  return versionMadeBy >>> 8 !== UNIX || type === 0 || type === REGULAR;
};

interface Found {
  readonly name: string;
  readonly bytes: Buffer;
  /** Where it stands in the archive, its header included. */
  readonly from: number;
  readonly to: number;
}

const inflated = (packed: Buffer, size: number): Buffer => {
  // One byte more than announced is never made, whatever the archive would unfold to.
  const { buffer, engine } = inflateRawSync(packed, { maxOutputLength: size, info: true }) as unknown as {
    buffer: Buffer;
    engine: { bytesWritten: number };
  };
  if (engine.bytesWritten !== packed.length) throw refused('archive-hidden-bytes');
  return buffer;
};

const readEntry = async (zip: ZipFile, archive: Buffer, entry: Entry, size: number): Promise<Found> => {
  const { compressionMethod: method, generalPurposeBitFlag: flags, compressedSize, uncompressedSize } = entry;
  const local = await zip.readLocalFileHeaderPromise(entry);
  const known = (method === STORED || method === DEFLATED) && (flags & ~KNOWN_FLAGS) === 0 && isRegular(entry);
  // Both headers call it so; a second name in an extra field would be another file to another reader.
  const name = Buffer.from(entry.fileName);
  const same =
    [local.fileName, entry.fileNameRaw].every((one) => one.equals(name)) && local.compressionMethod === method;
  if (!known || !same || local.generalPurposeBitFlag !== flags) throw refused('archive-entry');
  if (uncompressedSize !== size) throw refused('file-bytes');
  const to = local.fileDataStart + compressedSize;
  const packed = archive.subarray(local.fileDataStart, to);
  if (packed.length !== compressedSize) throw refused('archive-form');
  const bytes = method === STORED ? packed : inflated(packed, size);
  if (bytes.length !== size) throw refused('file-bytes');
  return {
    name: entry.fileName,
    bytes,
    from: entry.relativeOffsetOfLocalHeader,
    to: to + descriptor(entry, archive, to),
  };
};

/** Writers that do not know the size beforehand put it behind the data, with or without a signature of four bytes. */
const descriptor = ({ generalPurposeBitFlag, crc32 }: Entry, archive: Buffer, at: number): number => {
  if ((generalPurposeBitFlag & HAS_DESCRIPTOR) === 0) return 0;
  if (archive.readUInt32LE(at) === 0x08074b50 && archive.readUInt32LE(at + 4) === crc32) return 16;
  return archive.readUInt32LE(at) === crc32 ? 12 : 0;
};

/** What stands between, before or behind the files would be carried in unread. */
const nothingHidden = (found: readonly Found[], archive: Buffer): boolean => {
  const end = archive.length - END_RECORD;
  const [size, directory] = [archive.readUInt32LE(end + 12), archive.readUInt32LE(end + 16)];
  const inOrder = found.toSorted((a, b) => a.from - b.from);
  const joined = inOrder.every(({ from }, i) => from === (inOrder[i - 1]?.to ?? 0));
  return joined && inOrder.at(-1)?.to === directory && directory + size === end;
};

const readAll = async (archive: Buffer, announced: ReadonlyMap<string, number>): Promise<Files> => {
  if (archive.length < END_RECORD || archive.readUInt32LE(archive.length - END_RECORD) !== 0x06054b50)
    throw refused('archive-form');
  const zip = await fromBufferPromise(archive, { lazyEntries: true, strictFileNames: true });
  if (zip.entryCount !== announced.size) throw refused('archive-entries');
  const found: Found[] = [];
  for await (const entry of zip.eachEntry()) {
    const size = announced.get(entry.fileName);
    if (size === undefined) throw refused('archive-entries');
    found.push(await readEntry(zip, archive, entry, size));
  }
  if (!nothingHidden(found, archive)) throw refused('archive-hidden-bytes');
  const files = new Map(found.map(({ name, bytes }) => [name, bytes]));
  if (files.size !== announced.size) throw refused('archive-entries');
  return files;
};

/** `announced`: name to size. Exactly these files, or a refusal. */
export const readArchive = async (archive: Buffer, announced: ReadonlyMap<string, number>): Promise<Files> => {
  try {
    return await readAll(archive, announced);
  } catch (error) {
    throw ours(error) ? error : refused('archive-form');
  }
};

const ours = (error: unknown): boolean => error instanceof Error && error.name === 'ProblemError';
