/** The one file in which a bag is kept: a ZIP that stores without packing, so that the same bag gives the same bytes. */
import { ZipFile } from 'yazl';
import type { BagFiles } from './bag.ts';

const FIRST_DAY = new Date(1980, 0, 1);

/** Every path stands below one folder, as RFC 8493, 4, asks of a bag that is serialised. */
export const zipped = async (folder: string, files: BagFiles): Promise<Buffer> => {
  const zip = new ZipFile();
  for (const [path, bytes] of files)
    zip.addBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), `${folder}/${path}`, {
      ...{ mtime: FIRST_DAY, mode: 0o100644, forceDosTimestamp: true, compress: false },
    });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};
