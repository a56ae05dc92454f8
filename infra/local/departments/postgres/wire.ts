/** The PostgreSQL wire protocol 3.0, as much as a stand-in server needs. Source: PostgreSQL documentation, "Frontend/Backend Protocol". */

/** One message: its type letter ('' for the startup packet, which has none) and all its bytes. */
export interface Frame {
  readonly type: string;
  readonly bytes: Buffer;
}

export const STARTUP = 196_608;
export const SSL_REQUEST = 80_877_103;
const LARGEST = 1_000_000;

/** Cuts a stream of bytes into messages. The first ones have no type letter, until a startup packet has come. */
export async function* frames(chunks: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest = Buffer.alloc(0);
  let typed = false;
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const at = typed ? 1 : 0;
      if (rest.length < at + 4) break;
      const size = at + rest.readInt32BE(at);
      if (size < at + 4 || size > LARGEST) throw new Error('not the PostgreSQL protocol');
      if (rest.length < size) break;
      const bytes = rest.subarray(0, size);
      rest = rest.subarray(size);
      yield { type: typed ? String.fromCharCode(bytes[0] ?? 0) : '', bytes };
      typed ||= bytes.readInt32BE(4) === STARTUP;
    }
  }
}

/** Cuts one answer of the server into messages. */
export const answerFrames = (answer: Buffer): Frame[] => {
  const list: Frame[] = [];
  for (let at = 0; at + 5 <= answer.length; ) {
    const size = 1 + answer.readInt32BE(at + 1);
    list.push({ type: String.fromCharCode(answer[at] ?? 0), bytes: answer.subarray(at, at + size) });
    at += size;
  }
  return list;
};

export const message = (type: string, ...parts: readonly (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)));
  const head = Buffer.alloc(5);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
export const int16 = (n: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(n);
  return bytes;
};
export const int32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(n);
  return bytes;
};

export const askPassword = (): Buffer => message('R', int32(3));
export const welcome = (): Buffer =>
  Buffer.concat([
    message('R', int32(0)),
    ...Object.entries({
      server_version: '18.6',
      server_encoding: 'UTF8',
      client_encoding: 'UTF8',
      DateStyle: 'ISO, MDY',
      integer_datetimes: 'on',
      standard_conforming_strings: 'on',
    }).map(([key, value]) => message('S', key, value)),
    message('K', int32(process.pid), int32(0)),
    message('Z', Buffer.from('I')),
  ]);
const said = (type: 'E' | 'N', severity: string, code: string, text: string): Buffer =>
  message(type, `S${severity}`, `V${severity}`, `C${code}`, `M${text}`, `D${text}`, Buffer.from([0]));
/** The server ends the connection with this. `code`: SQLSTATE. */
export const fatal = (code: string, text: string): Buffer => said('E', 'FATAL', code, text);
export const errorSaying = (code: string, text: string): Buffer => said('E', 'ERROR', code, text);
export const noticeSaying = (text: string): Buffer => said('N', 'NOTICE', '00000', text);

/** Name and value pairs of a startup packet. */
export const startupParameters = (bytes: Buffer): Map<string, string> => {
  const words = bytes.subarray(8).toString('utf8').split('\0');
  return new Map(words.flatMap((word, i) => (i % 2 === 0 && word !== '' ? [[word, words[i + 1] ?? ''] as const] : [])));
};

const textUntilZero = (bytes: Buffer, from: number): string =>
  bytes.subarray(from, bytes.indexOf(0, from)).toString('utf8');

export const passwordOf = ({ bytes }: Frame): string => textUntilZero(bytes, 5);

/** The SQL of a Query or Parse message. */
export const sqlOf = ({ type, bytes }: Frame): string | undefined => {
  if (type === 'Q') return textUntilZero(bytes, 5);
  return type === 'P' ? textUntilZero(bytes, bytes.indexOf(0, 5) + 1) : undefined;
};
