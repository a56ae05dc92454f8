/** Where the seal is seen: on the name of the issuing authority and the date, as on paper. */
import type { Look } from '../../template/look.ts';
import { SEAL_SIZE } from './picture.ts';
import type { Placed } from './signature-xml.ts';

const MM = 25.4 / 72;
/** On half a sheet the seal is smaller. */
const SIZES = { A4: SEAL_SIZE, A5: 30 } as const;
/** Middle of the seal, points from the right and upper edge of the authority's place. */
const FROM_RIGHT = 62;
const BELOW = { A4: 30, A5: 20 } as const;

/** Upper left corner and side, millimetres. */
export const sealPlace = ({ paper, foot: { authority } }: Pick<Look, 'paper' | 'foot'>): Omit<Placed, 'page'> => {
  const size = SIZES[paper.size];
  return {
    x: (authority.x + authority.width - FROM_RIGHT) * MM - size / 2,
    y: (authority.y + BELOW[paper.size]) * MM - size / 2,
    size,
  };
};
