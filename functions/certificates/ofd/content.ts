/** Content.xml of a page: its marks as text and path objects. GB/T 33190-2016, 7.7, 9 and 11. */
import {
  applied,
  type Glyph,
  type Ink,
  type Mark,
  type ModulesMark,
  type Painted,
  type PathMark,
  type TextMark,
} from './marks.ts';
import type { DrawnPage } from './recorder.ts';
import { element, file, mm, text, type Xml } from './xml.ts';

export interface Resources {
  /** A number that no other object of the document has. */
  next(): number;
  readonly colorSpace: number;
  font(name: string): number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const boxOf = (points: readonly number[], margin: number): Box => {
  const [xs, ys] = [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)];
  const least = (all: readonly number[]) => all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) - margin;
  const most = (all: readonly number[]) => all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) + margin;
  const [x, y] = [least(xs), least(ys)];
  return { x, y, width: most(xs) - x, height: most(ys) - y };
};

const boundary = ({ x, y, width, height }: Box): string => [x, y, width, height].map(mm).join(' ');

const color = (name: 'FillColor' | 'StrokeColor', ink: Ink | undefined, space: number): Xml[] =>
  ink ? [element(name, { Value: ink.color.join(' '), ColorSpace: space })] : [];

/** Of the whole object: readers know it there better than on a colour. */
const alphaOf = (alpha: number) => (alpha < 1 ? { Alpha: Math.round(alpha * 255) } : {});

const paintOf = ({ fill, stroke }: Painted) => ({
  Stroke: String(stroke !== undefined),
  Fill: String(fill !== undefined),
  LineWidth: stroke && mm(stroke.width),
  DashPattern: stroke && stroke.dash.length > 0 ? stroke.dash.map(mm).join(' ') : undefined,
  ...alphaOf((fill ?? stroke)?.alpha ?? 1),
});

const pathObject = (mark: PathMark, resources: Resources): Xml => {
  const box = boxOf(
    mark.segments.flatMap(({ points }) => points),
    mark.stroke?.width ?? 0,
  );
  const data = mark.segments.map(({ to, points }) =>
    [to, ...points.map((at, i) => mm(at - (i % 2 === 0 ? box.x : box.y)))].join(' '),
  );
  return element(
    'PathObject',
    {
      ID: resources.next(),
      Boundary: boundary(box),
      ...paintOf(mark),
      Rule: mark.evenOdd ? 'Even-Odd' : undefined,
    },
    ...color('StrokeColor', mark.stroke, resources.colorSpace),
    ...color('FillColor', mark.fill, resources.colorSpace),
    element('AbbreviatedData', {}, data.join(' ')),
  );
};

/** In squares of the grid, which the transformation makes millimetres: a third of the characters. */
const modulesObject = (mark: ModulesMark, resources: Resources): Xml => {
  const { x, y, step, size, blocks, fill } = mark;
  const data = blocks.map(([column, row, width, height]) => {
    const [right, below] = [column + width, row + height];
    return `M ${column} ${row} L ${right} ${row} L ${right} ${below} L ${column} ${below} C`;
  });
  const side = step * size;
  const scale = step.toFixed(6);
  return element(
    'PathObject',
    {
      ID: resources.next(),
      Boundary: boundary({ x, y, width: side, height: side }),
      CTM: `${scale} 0 0 ${scale} 0 0`,
      ...paintOf(mark),
    },
    ...color('FillColor', fill, resources.colorSpace),
    element('AbbreviatedData', {}, data.join(' ')),
  );
};

/** Readers count characters in UTF-16 units or in code points; alone in its object each counts right. */
const isPlain = ({ text }: Glyph): boolean => text.length === 1;

/** Runs of plain glyphs; one beyond the basic plane stands alone. Spaces at the ends draw nothing. */
const runsOf = (glyphs: readonly Glyph[]): Glyph[][] => {
  const runs: Glyph[][] = [];
  for (const glyph of glyphs) {
    const run = runs.at(-1);
    if (run?.every(isPlain) && isPlain(glyph)) run.push(glyph);
    else runs.push([glyph]);
  }
  const drawn = (run: Glyph[]) => {
    const inked = run.map(({ text }) => text.trim() !== '');
    return run.slice(inked.indexOf(true), inked.lastIndexOf(true) + 1);
  };
  return runs.filter((run) => run.some(({ text }) => text.trim() !== '')).map(drawn);
};

/** Steps from glyph to glyph, rounded so that errors do not add up; equal ones in a row are counted (11.3, "g"). */
const deltas = (glyphs: readonly Glyph[]): string | undefined => {
  const at = glyphs.map(({ x }) => Math.round(x * 1000));
  const steps = at.slice(1).map((x, i) => (x - (at[i] ?? 0)) / 1000);
  if (steps.length === 0) return undefined;
  const groups: [number, number][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.[0] === step) last[1] += 1;
    else groups.push([step, 1]);
  }
  return groups
    .map(([step, times]) => (times > 2 ? `g ${times} ${mm(step)}` : Array(times).fill(mm(step)).join(' ')))
    .join(' ');
};

/** Above and below the baseline, in parts of the size: room for every glyph of a Chinese font. */
const [ASCENT, DESCENT] = [1.16, 0.3];

const textObject = (mark: TextMark, run: readonly Glyph[], resources: Resources): Xml => {
  const { matrix, size } = mark;
  const [first, last] = [run[0] as Glyph, run.at(-1) as Glyph];
  const [left, right] = [first.x, last.x + last.width];
  const corners = [
    applied(matrix, left, -ASCENT * size),
    applied(matrix, right, -ASCENT * size),
    applied(matrix, right, DESCENT * size),
    applied(matrix, left, DESCENT * size),
  ].flat();
  const box = boxOf(corners, 0);
  const [a, b, c, d] = matrix;
  const [x, y] = applied(matrix, left, 0).map((at, i) => at - (i === 0 ? box.x : box.y)) as [number, number];
  const turned = Math.abs(a - 1) + Math.abs(b) + Math.abs(c) + Math.abs(d - 1) > 1e-6;
  const characters = run.map((glyph) => glyph.text).join('');
  const transform = run.every(isPlain)
    ? []
    : [
        element(
          'CGTransform',
          { CodePosition: 0, CodeCount: characters.length, GlyphCount: 1 },
          element('Glyphs', {}, text(String(first.id))),
        ),
      ];
  return element(
    'TextObject',
    {
      ID: resources.next(),
      Boundary: boundary(box),
      CTM: turned
        ? [a, b, c, d]
            .map((part) => part.toFixed(6))
            .concat(mm(x), mm(y))
            .join(' ')
        : undefined,
      Font: resources.font(mark.font),
      Size: mm(size),
      ...paintOf(mark),
    },
    ...color('FillColor', mark.fill, resources.colorSpace),
    ...color('StrokeColor', mark.stroke, resources.colorSpace),
    ...transform,
    element('TextCode', { X: turned ? 0 : mm(x), Y: turned ? 0 : mm(y), DeltaX: deltas(run) }, text(characters)),
  );
};

const objects = (mark: Mark, resources: Resources): Xml[] => {
  if (mark.kind === 'path') return [pathObject(mark, resources)];
  if (mark.kind === 'modules') return [modulesObject(mark, resources)];
  return runsOf(mark.glyphs).map((run) => textObject(mark, run, resources));
};

export const pageContent = ({ width, height, marks }: DrawnPage, resources: Resources): Buffer =>
  file(
    'Page',
    {},
    element('Area', {}, element('PhysicalBox', {}, text(`0 0 ${mm(width)} ${mm(height)}`))),
    element(
      'Content',
      {},
      element('Layer', { ID: resources.next(), Type: 'Body' }, ...marks.flatMap((mark) => objects(mark, resources))),
    ),
  );
