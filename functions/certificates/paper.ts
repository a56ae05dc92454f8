/** Paper on which one line of text may need several fonts: pdfkit measures and draws a line with one, so both are done piece by piece. */
import PDFDocument from 'pdfkit';
import { type Fonts, type Run, runsOf } from './fonts.ts';
import type { ModulesMark } from './ofd/marks.ts';
import type { Pdf } from './pdf.ts';

/** How paper is laid out, in whichever format it ends. Each page has the size that its template says. */
export const paper = (fonts: Fonts) =>
  ({
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    font: fonts[0].face as never,
    fonts,
  }) as const;

/** The whole file, once it has ended. Asked for before anything is drawn. */
export const collected = (pdf: Pdf): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });

/** What pdfkit says of a line when it draws it. */
interface Line extends PDFKit.Mixins.TextOptions {
  readonly lineWidth?: number;
  readonly textWidth?: number;
}

/** Squares of a code: in points, from the upper left corner. */
export type Modules = Pick<ModulesMark, 'x' | 'y' | 'step' | 'size' | 'blocks'>;

/** Parts of pdfkit's document that its types do not name; pinned by version and by page.test.ts. */
interface Inside {
  _font: unknown;
  _fragment(text: string, x: number, y: number, line: Line): void;
}
const inside = PDFDocument.prototype as unknown as Inside;

export class Paper extends PDFDocument {
  private readonly fonts: Fonts;

  constructor({ fonts, ...options }: PDFKit.PDFDocumentOptions & { readonly fonts: Fonts }) {
    super(options);
    this.fonts = fonts;
    fonts.slice(1).forEach(({ face }, i) => {
      this.registerFont(`further${i + 1}`, face as never);
    });
  }

  /** Undefined where the first font has everything, which is nearly always. */
  private pieces(text: string): readonly Run[] | undefined {
    // While the document is being made there are none yet.
    const runs = this.fonts ? runsOf(this.fonts, text) : [];
    return runs.every(({ font }) => font === 0) ? undefined : runs;
  }

  /** With the font of that number. */
  private by<T>(font: number, act: () => T): T {
    const own = this as unknown as Inside;
    const before = own._font;
    if (font > 0) this.font(`further${font}`);
    const done = act();
    own._font = before;
    return done;
  }

  override widthOfString(text: string, options: PDFKit.Mixins.TextOptions = {}): number {
    const runs = this.pieces(text);
    if (!runs) return super.widthOfString(text, options);
    const widths = runs.map((run) => this.by(run.font, () => super.widthOfString(run.text, options)));
    return widths.reduce(
      (sum, width) => sum + width + (options.characterSpacing ?? 0),
      -(options.characterSpacing ?? 0),
    );
  }

  /** One line of what `text` was broken into. */
  _fragment(text: string, x: number, y: number, line: Line): void {
    const runs = this.pieces(text);
    if (!runs) {
      inside._fragment.call(this, text, x, y, line);
      return;
    }
    const { align, width, lineWidth = 0, textWidth = 0, ...rest } = line;
    const left = lineWidth - (align === 'right' ? this.widthOfString(text.trimEnd(), line) : textWidth);
    const shares: Readonly<Record<string, number>> = { right: 1, center: 0.5 };
    let at = x + (width ? left * (shares[align ?? ''] ?? 0) : 0);
    for (const run of runs) {
      this.by(run.font, () => inside._fragment.call(this, run.text, at, y, rest));
      at += this.widthOfString(run.text, line) + (line.characterSpacing ?? 0);
    }
  }

  /** As one path in the present colour: sharp at any size, and whole numbers only. */
  modules({ x, y, step, blocks }: Modules): this {
    const squares = blocks.map((block) => `${block.join(' ')} re`).join('\n');
    const size = step.toFixed(6);
    return super.addContent(`q\n${size} 0 0 ${size} ${x.toFixed(3)} ${y.toFixed(3)} cm\n${squares}\nf\nQ`) as this;
  }
}
