/** What stands on a drawn page, whichever format it goes into. Millimetres from the upper left corner, y downwards. */

/** x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export interface Ink {
  /** 0 to 255 each. */
  readonly color: readonly [number, number, number];
  /** 0 to 1. */
  readonly alpha: number;
}

export interface Stroke extends Ink {
  readonly width: number;
  /** Lengths of dash and gap; none for a whole line. */
  readonly dash: readonly number[];
}

export interface Painted {
  readonly fill?: Ink;
  readonly stroke?: Stroke;
}

/** Move, line, Bézier curve, close; the points are the page's. */
export interface Segment {
  readonly to: 'M' | 'L' | 'B' | 'C';
  readonly points: readonly number[];
}

export interface PathMark extends Painted {
  readonly kind: 'path';
  readonly segments: readonly Segment[];
  readonly evenOdd: boolean;
}

export interface Glyph {
  /** In the embedded subset. */
  readonly id: number;
  readonly text: string;
  /** From the beginning of the line, before `matrix`. */
  readonly x: number;
  readonly width: number;
}

export interface TextMark extends Painted {
  readonly kind: 'text';
  /** From the line (origin at the beginning of its baseline) to the page; turns and moves, keeps sizes. */
  readonly matrix: Matrix;
  /** Name of the font in this drawing. */
  readonly font: string;
  readonly size: number;
  readonly glyphs: readonly Glyph[];
}

/** A rectangle of squares, in columns and rows of a grid. */
export type Block = readonly [column: number, row: number, width: number, height: number];

/** The dark squares of a code. */
export interface ModulesMark extends Painted {
  readonly kind: 'modules';
  /** Upper left corner and the side of one square. */
  readonly x: number;
  readonly y: number;
  readonly step: number;
  /** Squares on each side. */
  readonly size: number;
  readonly blocks: readonly Block[];
}

export type Mark = PathMark | TextMark | ModulesMark;

/** First `inner`, then `outer`. */
export const after = (outer: Matrix, inner: Matrix): Matrix => {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
};

export const applied = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];
