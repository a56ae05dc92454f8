/** A package read again, as zip.ts wrote it. Apart from that, because whoever makes packages reads none. */
import { fromBufferPromise } from 'yauzl';
import type { BagFiles } from './bag.ts';

/** The files below `folder`. Throws when the bytes are no ZIP, hold a file outside of it or a name twice, or do not read as they were written. */
export const unzipped = async (folder: string, bytes: Buffer): Promise<BagFiles> => {
  const zip = await fromBufferPromise(bytes);
  const files = new Map<string, Uint8Array>();
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName.slice(folder.length + 1);
    if (!entry.fileName.startsWith(`${folder}/`) || files.has(path))
      throw new Error('the package holds a foreign file');
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    files.set(path, Buffer.concat(chunks));
  }
  return files;
};
