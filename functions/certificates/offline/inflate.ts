/** Inflates a zlib stream (RFC 1950) with a preset dictionary by what every platform brings, which knows no dictionaries. */
type Bytes = Uint8Array<ArrayBuffer>;

/** RFC 1950, 8.2, as four bytes. */
const adler32 = (bytes: Uint8Array): number => {
  let [low, high] = [1, 0];
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return high * 65_536 + low;
};

const numberAt = (bytes: Uint8Array, at: number): number =>
  bytes.subarray(at, at + 4).reduce((sum, byte) => sum * 256 + byte, 0);

/** Before the stream stands the dictionary as a stored block (RFC 1951, 3.2.4): so it is where the stream looks back to. */
const stored = (dictionary: Bytes): Bytes => {
  const { length } = dictionary;
  return Uint8Array.of(0, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255);
};

const FDICT = 0x20;

/** `most`: bytes that may come of it. Undefined when it was deflated against another dictionary; throws on what is damaged. */
export const inflated = async (stream: Bytes, dictionary: Bytes, most: number): Promise<Bytes | undefined> => {
  const [form = 0, flags = 0] = stream;
  if ((form & 15) !== 8 || (form * 256 + flags) % 31 !== 0 || (flags & FDICT) === 0) throw new Error('not zlib');
  if (numberAt(stream, 2) !== adler32(dictionary)) return undefined;
  const parts = [stored(dictionary), dictionary, stream.subarray(6, -4)];
  const reader = new Blob(parts).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const bytes = new Uint8Array(dictionary.length + most);
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    if (length + next.value.length > bytes.length) throw new Error('too large');
    bytes.set(next.value, length);
    length += next.value.length;
  }
  const found = bytes.subarray(dictionary.length, length);
  if (adler32(found) !== numberAt(stream, stream.length - 4)) throw new Error('damaged');
  return found;
};
