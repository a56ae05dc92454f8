/** The body of a request, bounded. */
import type { IncomingMessage } from 'node:http';

/** An HTTP API takes 10 MB; Lambda takes 6 MB of event, base64 and all. */
const MAX_BODY = 10 * 1024 * 1024;
export const MAX_EVENT = 6 * 1024 * 1024;

/** Undefined when it is too large; the rest is read and dropped, so that the caller can hear the answer. */
export const readBody = (request: IncomingMessage): Promise<Buffer | undefined> =>
  new Promise((resolve, reject) => {
    let parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= MAX_BODY) return void parts.push(part);
      parts = [];
      resolve(undefined);
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', reject);
  });
