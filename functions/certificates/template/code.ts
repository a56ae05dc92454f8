/** A QR code (ISO/IEC 18004) as rectangles of its dark modules. */
import QRCode from 'qrcode';
import type { Block } from '../ofd/marks.ts';

export interface Coded {
  readonly text: string;
  readonly level: 'L' | 'M';
  /** Deflated and signed text in the characters of that mode: no mix of modes is shorter, and under each mask it looks like chance. */
  readonly mode?: 'alphanumeric';
}

export interface Code {
  /** Modules on each side. */
  readonly size: number;
  readonly blocks: readonly Block[];
}

/** Dark modules side by side are one rectangle, and so are rows that are alike: fewer of them, and no hairline between. */
const blocksOf = (dark: Uint8Array, size: number): Block[] => {
  const blocks: [number, number, number, number][] = [];
  /** By the column in which it begins: the block that ended with the row above. */
  let above: ((typeof blocks)[number] | undefined)[] = [];
  for (let row = 0; row < size; row += 1) {
    const here: typeof above = [];
    for (let column = 0; column < size; column += 1) {
      const from = column;
      while (column < size && dark[row * size + column]) column += 1;
      if (column === from) continue;
      const known = above[from];
      if (known?.[2] === column - from) known[3] += 1;
      else blocks.push([from, row, column - from, 1]);
      here[from] = known?.[2] === column - from ? known : blocks.at(-1);
    }
    above = here;
  }
  return blocks;
};

export const codeOf = ({ text, level, mode }: Coded): Code => {
  const options = { errorCorrectionLevel: level };
  const { modules } = mode
    ? QRCode.create([{ data: text, mode }], { ...options, maskPattern: 0 })
    : QRCode.create(text, options);
  return { size: modules.size, blocks: blocksOf(modules.data, modules.size) };
};
