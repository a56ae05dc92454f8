/** The ZIP around an OFD. Same files, same bytes: their dates are those of the first day that ZIP knows. */
import { ZipFile } from 'yazl';

/** Path from the root, without a leading stroke, to bytes; in the order of the archive. */
export type OfdFiles = ReadonlyMap<string, Uint8Array>;

const FIRST_DAY = new Date(1980, 0, 1);

/** What is no larger is put in as it is: to set up a compressor costs more than the bytes that it saves. */
const SMALL = 1024;
/** Of zlib: at the usual level a page takes six times as long, and is a tenth smaller. */
const QUICK = 1;

export const packed = (files: OfdFiles): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const zip = new ZipFile();
    const chunks: Uint8Array[] = [];
    zip.outputStream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)));
    zip.outputStream.on('error', reject);
    for (const [path, bytes] of files)
      zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), path, {
        ...{ mtime: FIRST_DAY, mode: 0o100644, forceDosTimestamp: true },
        compressionLevel: bytes.length > SMALL ? QUICK : 0,
      });
    zip.end();
  });
