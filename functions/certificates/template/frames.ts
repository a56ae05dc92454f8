/** Frames, drawn on every page. Lines and curves only, in plain colours: an OFD takes the same. */
import type { Pdf } from '../pdf.ts';
import { rule } from './brush.ts';
import type { Colours, Look } from './look.ts';

type Frame = (pdf: Pdf, colours: Colours) => void;

const inset = (pdf: Pdf, by: number): readonly [number, number, number, number] => [
  by,
  by,
  pdf.page.width - 2 * by,
  pdf.page.height - 2 * by,
];

/** A double line with a small square in each corner. */
const corners: Frame = (pdf, { line }) => {
  const { width, height } = pdf.page;
  pdf
    .lineWidth(2.2)
    .rect(...inset(pdf, 36))
    .stroke(line);
  pdf
    .lineWidth(0.6)
    .rect(...inset(pdf, 42))
    .stroke(line);
  for (const [x, y] of [
    [42, 42],
    [width - 42, 42],
    [42, height - 42],
    [width - 42, height - 42],
  ] as const) {
    pdf
      .lineWidth(0.6)
      .rect(x - 6, y - 6, 12, 12)
      .fillAndStroke('#ffffff', line);
    pdf.rect(x - 2.5, y - 2.5, 5, 5).fill(line);
  }
};

/** Half waves of `reach` points from one corner to the other; `up` says to which side the first one goes. */
const wave = (pdf: Pdf, from: readonly [number, number], to: readonly [number, number], reach: number, up: 1 | -1) => {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  // An even number, so that neighbours meet in the corners alike.
  const count = 2 * Math.round(length / 22);
  const [ux, uy] = [dx / length, dy / length];
  const step = length / count;
  const at = (along: number, aside: number): [number, number] => [
    from[0] + ux * along - uy * aside,
    from[1] + uy * along + ux * aside,
  ];
  pdf.moveTo(...from);
  for (let i = 0; i < count; i += 1) {
    const aside = (i % 2 === 0 ? up : -up) * reach * 1.33;
    pdf.bezierCurveTo(...at((i + 0.36) * step, aside), ...at((i + 0.64) * step, aside), ...at((i + 1) * step, 0));
  }
};

/** A wide border of interlaced waves between two pairs of lines, with a rosette in each corner. */
const waves: Frame = (pdf, { line, tint }) => {
  const { width, height } = pdf.page;
  const [outer, inner] = [33, 57];
  pdf
    .rect(...inset(pdf, outer))
    .rect(...inset(pdf, inner))
    .fill(tint, 'even-odd');
  const middle = (outer + inner) / 2;
  const [left, top, right, bottom] = [middle, middle, width - middle, height - middle];
  const sides = [
    [
      [left, top],
      [right, top],
    ],
    [
      [right, top],
      [right, bottom],
    ],
    [
      [right, bottom],
      [left, bottom],
    ],
    [
      [left, bottom],
      [left, top],
    ],
  ] as const;
  for (const reach of [8, 5.4, 2.8])
    for (const up of [1, -1] as const) {
      for (const [from, to] of sides) wave(pdf, from, to, reach, up);
      pdf.lineWidth(0.55).stroke(line);
    }
  for (const [by, weight] of [
    [outer, 1.8],
    [outer + 3.5, 0.5],
    [inner - 3.5, 0.5],
    [inner, 1.2],
  ] as const)
    pdf
      .lineWidth(weight)
      .rect(...inset(pdf, by))
      .stroke(line);
  for (const [x, y] of [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ] as const) {
    pdf
      .lineWidth(1.2)
      .rect(x - 12, y - 12, 24, 24)
      .fillAndStroke('#ffffff', line);
    for (const radius of [9, 6]) pdf.lineWidth(0.7).circle(x, y, radius).stroke(line);
    pdf.polygon([x, y - 6], [x + 6, y], [x, y + 6], [x - 6, y]).fill(line);
  }
};

/** A broad band at the head, and a fine line around. */
const band: Frame = (pdf, { title, line }) => {
  pdf.rect(0, 0, pdf.page.width, 64).fill(title);
  pdf.rect(0, 64, pdf.page.width, 3).fill(line);
  pdf
    .lineWidth(0.6)
    .rect(24, 79, pdf.page.width - 48, pdf.page.height - 79 - 32)
    .stroke(line);
};

/** As bookkeeping forms have it: a line at head and foot. */
const ledger: Frame = (pdf, { line }) => {
  const width = pdf.page.width - 96;
  rule(pdf, 48, 44, width, line, 1.6);
  rule(pdf, 48, 48, width, line, 0.5);
  rule(pdf, 48, pdf.page.height - 48, width, line, 0.5);
  rule(pdf, 48, pdf.page.height - 44, width, line, 1.6);
};

const FRAMES: Readonly<Record<Look['frame'], Frame>> = { corners, waves, band, ledger };

export const drawFrame = (pdf: Pdf, look: Look): void => FRAMES[look.frame](pdf, look.colours);
