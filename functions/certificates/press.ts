/** The press: the font, read once, and the pages made with it. */
import { type Coverage, coverage } from './glyphs.ts';
import { drawPage } from './page.ts';
import type { PageInput } from './page-input.ts';

export interface Press {
  readonly covers: Coverage;
  /** PDF bytes; same input, same bytes. */
  draw(input: PageInput): Promise<Uint8Array>;
}

/** `font`: bytes of a TTF with a full Unicode map. */
export const press = (font: Uint8Array): Press => ({
  covers: coverage(font),
  draw: (input) => drawPage(font, input),
});

/** Where the page's QR code leads. What follows # stays in the reader's browser and reaches no server log. */
export const checkAddress = (publicUrl: string, identifier: string, digest: string): string =>
  `${publicUrl}/verify#${identifier}~${digest.slice(0, 16)}`;
