/** Where a PDF is signed, and what of it. Source: ISO 32000-1, 12.8.1. Plain bytes, in a function as in a browser. */

export interface PdfSignature {
  /** How many signatures the file speaks of; ours has one. */
  readonly count: number;
  /** What was signed. */
  readonly content: Uint8Array<ArrayBuffer>;
  /** CMS with the zeros that fill its place; absent where no signature stands in the gap. */
  readonly cms?: Uint8Array<ArrayBuffer>;
  /** Everything but the signature's own place is signed: nothing appended, nothing left out. */
  readonly whole: boolean;
}

const RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g;

const fromHex = (hex: string): Uint8Array<ArrayBuffer> | undefined => {
  if (hex.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(hex)) return undefined;
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
};

/** The first signature; undefined when there is none. */
export const pdfSignature = (file: Uint8Array<ArrayBuffer>): PdfSignature | undefined => {
  const text = new TextDecoder('latin1').decode(file);
  const found = [...text.matchAll(RANGE)];
  if (!found[0]) return undefined;
  const [start = 0, before = 0, after = 0, rest = 0] = found[0].slice(1).map(Number);
  const gap = text.slice(start + before, after);
  const cms = gap.startsWith('<') && gap.endsWith('>') ? fromHex(gap.slice(1, -1)) : undefined;
  const content = new Uint8Array(before + rest);
  const [head, tail] = [file.subarray(start, start + before), file.subarray(after, after + rest)];
  if (head.length === before && tail.length === rest) {
    content.set(head, 0);
    content.set(tail, before);
  }
  return {
    count: found.length,
    content,
    ...(cms ? { cms } : {}),
    whole: found.length === 1 && start === 0 && before < after && after + rest === file.length && cms !== undefined,
  };
};
