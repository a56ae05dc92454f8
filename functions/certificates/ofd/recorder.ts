/** Paper that remembers what is drawn on it: a PDF whose pages can be told again as OFD. */
import { type Modules, Paper } from '../paper.ts';
import type { Mark } from './marks.ts';
import { type EmbeddedFont, PageReader } from './operators.ts';
import type { SubsetFont } from './subset-font.ts';

/** A font as pdfkit embeds it. */
interface HeldFont extends SubsetFont {
  readonly id: string;
  /** Code points and width of each glyph of the subset. */
  readonly unicode: (readonly number[])[];
  readonly widths: number[];
  readonly scale: number;
}

const alone =
  ({ subset, font, unicode, widths, scale }: HeldFont): EmbeddedFont['alone'] =>
  (codePoint) => {
    const glyph = font.glyph(codePoint);
    const id = subset.includeGlyph(glyph.id);
    unicode[id] ??= glyph.codePoints;
    widths[id] ??= glyph.advanceWidth * scale;
    return { id, width: widths[id] };
  };

/** Parts of pdfkit's document that its types do not name; pinned by version and by the tests of this folder. */
interface Inside {
  readonly page: {
    readonly width: number;
    readonly height: number;
    readonly ext_gstates: Readonly<Record<string, { readonly data: { readonly ca?: number; readonly CA?: number } }>>;
  };
  readonly _font: HeldFont;
}

export interface DrawnPage {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

export interface Drawing {
  readonly pages: readonly DrawnPage[];
  /** By the name that text marks give. */
  readonly fonts: ReadonlyMap<string, SubsetFont>;
}

const MM = 25.4 / 72;

export class Recorder extends Paper {
  private readonly readers = new Map<Inside['page'], PageReader>();
  private readonly used = new Map<string, SubsetFont>();

  private get reader(): PageReader {
    const { page } = this as unknown as Inside;
    const reader = this.readers.get(page) ?? new PageReader([MM, 0, 0, -MM, 0, page.height * MM]);
    this.readers.set(page, reader);
    return reader;
  }

  override modules(modules: Modules): this {
    this.reader.modules(modules);
    return super.modules(modules);
  }

  override addContent(chunk: string): this {
    const { page, _font } = this as unknown as Inside;
    const { reader } = this;
    const font = { id: _font.id, unicode: _font.unicode, widths: _font.widths, alone: alone(_font) };
    reader.take(chunk, { font, opacity: (name) => page.ext_gstates[name]?.data ?? {} });
    if (chunk.endsWith(' Tf')) this.used.set(_font.id, _font);
    return super.addContent(chunk) as this;
  }

  /** All pages in the order in which they were added. */
  get drawing(): Drawing {
    // Paper sizes are whole millimetres; their points are not.
    const size = (points: number) => Math.round(points * MM * 10) / 10;
    const pages = [...this.readers].map(([{ width, height }, { marks }]) => ({
      width: size(width),
      height: size(height),
      marks,
    }));
    return { pages, fonts: this.used };
  }
}
