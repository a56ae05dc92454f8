/** Reads the content of a PDF page as it is drawn, operator by operator, into marks. Source: ISO 32000-1, 8 and 9. */
import {
  after,
  applied,
  type Glyph,
  type Ink,
  type Mark,
  type Matrix,
  type ModulesMark,
  type Painted,
  type Segment,
} from './marks.ts';

/** A font as pdfkit embeds it: what each glyph of the subset stands for, and its width in thousandths. */
export interface EmbeddedFont {
  readonly id: string;
  readonly unicode: readonly (readonly number[])[];
  readonly widths: readonly number[];
  /** The glyph that draws this code point alone. */
  alone(codePoint: number): { readonly id: number; readonly width: number };
}

interface Graphics {
  readonly ctm: Matrix;
  readonly fill: Ink;
  readonly stroke: Ink;
  readonly lineWidth: number;
  readonly dash: readonly number[];
  /** 0 fill, 1 stroke, 2 both. */
  readonly textMode: number;
  readonly characterSpacing: number;
  readonly fontSize: number;
  readonly font?: EmbeddedFont;
}

const BLACK: Ink = { color: [0, 0, 0], alpha: 1 };

export interface Surroundings {
  readonly font: EmbeddedFont;
  /** Fill and stroke opacity by the name of a graphics state. */
  opacity(name: string): { readonly ca?: number; readonly CA?: number };
}

type Operator = (n: readonly number[], operands: string, around: Surroundings) => void;

/** Names of colour spaces (the colours say it themselves), ends and joins of lines, brackets around text and around tagged parts. */
const WITHOUT_MARK: ReadonlySet<string> = new Set(['cs', 'CS', 'J', 'j', 'M', 'BT', 'ET', 'BMC', 'BDC', 'EMC']);

const ink = (before: Ink, n: readonly number[]): Ink => {
  if (n.length !== 3) throw new Error('a page is drawn in RGB');
  const [r, g, b] = n.map((part) => Math.round(part * 255)) as [number, number, number];
  return { ...before, color: [r, g, b] };
};

/** A ligature is taken apart into its letters, in the room that it had: a reader that takes another font has no such glyph. */
const characters = (font: EmbeddedFont, id: number): Pick<Glyph, 'id' | 'text' | 'width'>[] => {
  const codes = font.unicode[id] ?? [];
  const width = font.widths[id] ?? 0;
  if (codes.length < 2) return [{ id, text: String.fromCodePoint(...codes), width }];
  const letters = codes.map((code) => ({ ...font.alone(code), text: String.fromCodePoint(code) }));
  const natural = letters.reduce((sum, letter) => sum + letter.width, 0);
  return letters.map((letter) => ({ ...letter, width: (letter.width * width) / natural }));
};

export class PageReader {
  readonly marks: Mark[] = [];
  private state: Graphics;
  private readonly saved: Graphics[] = [];
  private path: Segment[] = [];
  private line: Matrix = [1, 0, 0, 1, 0, 0];

  private readonly operators: Readonly<Record<string, Operator>> = {
    q: () => this.saved.push(this.state),
    Q: () => {
      this.state = this.saved.pop() ?? this.state;
    },
    cm: (n) => this.set({ ctm: after(this.state.ctm, n as unknown as Matrix) }),
    w: ([width = 1]) => this.set({ lineWidth: width }),
    d: (_, operands) =>
      this.set({ dash: (/\[(.*)\]/.exec(operands)?.[1] ?? '').split(' ').filter(Boolean).map(Number) }),
    scn: (n) => this.set({ fill: ink(this.state.fill, n) }),
    SCN: (n) => this.set({ stroke: ink(this.state.stroke, n) }),
    gs: (_, name, around) => {
      const { fill, stroke } = this.state;
      const { ca = fill.alpha, CA = stroke.alpha } = around.opacity(name.slice(1));
      this.set({ fill: { ...fill, alpha: ca }, stroke: { ...stroke, alpha: CA } });
    },
    m: (n) => this.segment('M', n),
    l: (n) => this.segment('L', n),
    c: (n) => this.segment('B', n),
    h: () => this.segment('C', []),
    re: ([x = 0, y = 0, w = 0, h = 0]) => this.rectangle(x, y, w, h),
    f: () => this.paint({ fill: true }),
    'f*': () => this.paint({ fill: true, evenOdd: true }),
    S: () => this.paint({ stroke: true }),
    B: () => this.paint({ fill: true, stroke: true }),
    'B*': () => this.paint({ fill: true, stroke: true, evenOdd: true }),
    Tm: (n) => {
      this.line = n as unknown as Matrix;
    },
    Tf: (_, operands, { font }) => this.set({ font, fontSize: Number(operands.split(' ')[1]) }),
    Tr: ([textMode = 0]) => this.set({ textMode }),
    Tc: ([characterSpacing = 0]) => this.set({ characterSpacing }),
    TJ: (_, operands) => this.text(operands),
  };

  /** `base`: from the page's own space (points, y upwards) to millimetres from its upper left corner. */
  constructor(base: Matrix) {
    this.state = {
      ctm: base,
      fill: BLACK,
      stroke: BLACK,
      lineWidth: 1,
      dash: [],
      textMode: 0,
      characterSpacing: 0,
      fontSize: 0,
    };
  }

  /** One chunk of content, one operator at its end. Throws on what an OFD page has no word for here. */
  take(chunk: string, around: Surroundings): void {
    const end = chunk.trimEnd();
    const operator = end.slice(end.lastIndexOf(' ') + 1);
    if (WITHOUT_MARK.has(operator)) return;
    const operands = end.slice(0, -operator.length).trim();
    const act = this.operators[operator];
    if (!act) throw new Error(`an OFD page does not take ${operator}`);
    act(operator === 'TJ' ? [] : operands.split(/[\s[\]]+/).map(Number), operands, around);
  }

  /** Drawn in one go, past the operators. The space is upright. */
  modules({ x, y, step, ...of }: Pick<ModulesMark, 'x' | 'y' | 'step' | 'size' | 'blocks'>): void {
    const [left, top] = applied(this.state.ctm, x, y);
    const mark = { ...of, x: left, y: top, step: step * this.scale };
    this.marks.push({ kind: 'modules', ...mark, ...this.painted(true, false) });
  }

  private set(change: Partial<Graphics>): void {
    this.state = { ...this.state, ...change };
  }

  /** How many millimetres a unit of the present space is. */
  private get scale(): number {
    const [a, b, c, d] = this.state.ctm;
    return Math.sqrt(Math.abs(a * d - b * c));
  }

  private segment(to: Segment['to'], n: readonly number[]): void {
    const points: number[] = [];
    for (let i = 0; i < n.length; i += 2) points.push(...applied(this.state.ctm, n[i] ?? 0, n[i + 1] ?? 0));
    this.path.push({ to, points });
  }

  private rectangle(x: number, y: number, w: number, h: number): void {
    this.segment('M', [x, y]);
    this.segment('L', [x + w, y]);
    this.segment('L', [x + w, y + h]);
    this.segment('L', [x, y + h]);
    this.segment('C', []);
  }

  private painted(fill: boolean, stroke: boolean): Painted {
    const { state, scale } = this;
    const dash = state.dash.map((length) => length * scale);
    return {
      ...(fill ? { fill: state.fill } : {}),
      ...(stroke ? { stroke: { ...state.stroke, width: state.lineWidth * scale, dash } } : {}),
    };
  }

  private paint({ fill = false, stroke = false, evenOdd = false }): void {
    this.marks.push({ kind: 'path', segments: this.path, evenOdd, ...this.painted(fill, stroke) });
    this.path = [];
  }

  /** `operands`: [<glyphs> adjustment …]; an adjustment is in thousandths and leads back. */
  private text(operands: string): void {
    const { font, fontSize, characterSpacing, textMode, ctm } = this.state;
    if (!font) throw new Error('text without a font');
    const total = after(ctm, this.line);
    const unit = Math.hypot(total[0], total[1]);
    const glyphs: Glyph[] = [];
    let x = 0;
    for (const [, hex, number] of operands.matchAll(/<([0-9a-f]+)>|(-?[\d.]+)/g)) {
      if (number !== undefined) x -= (Number(number) / 1000) * fontSize;
      for (const digits of hex?.match(/.{4}/g) ?? []) {
        const id = Number.parseInt(digits, 16);
        for (const glyph of characters(font, id)) {
          const width = (glyph.width / 1000) * fontSize;
          glyphs.push({ ...glyph, x: x * unit, width: width * unit });
          x += width;
        }
        x += characterSpacing;
      }
    }
    const [a, b, c, d, e, f] = total;
    this.marks.push({
      kind: 'text',
      matrix: [a / unit, b / unit, -c / unit, -d / unit, e, f],
      font: font.id,
      size: fontSize * unit,
      glyphs,
      ...this.painted(textMode !== 1, textMode > 0),
    });
    this.line = after(this.line, [1, 0, 0, 1, x, 0]);
  }
}
