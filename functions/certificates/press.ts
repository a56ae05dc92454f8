/** The press: the font, read once, and the pages made with it. */
import { type Coverage, coverage } from './glyphs.ts';
import { drawBoth, type OfdInput } from './ofd/draw.ts';
import type { Sealer } from './ofd/seal/seal-ofd.ts';
import { drawPage } from './page.ts';
import type { PageInput } from './page-input.ts';
import type { Batch } from './seal/batch.ts';

export interface Press {
  readonly covers: Coverage;
  /** PDF bytes; without a seal same input, same bytes. */
  draw(input: PageInput, batch?: Batch): Promise<Uint8Array>;
  /** PDF under the batch's seal and OFD under the department's, from one drawing. */
  both(input: OfdInput, batch: Batch, sealer: Sealer): Promise<{ readonly pdf: Uint8Array; readonly ofd: Uint8Array }>;
}

/** `font`: bytes of a TTF with a full Unicode map. */
export const press = (font: Uint8Array): Press => ({
  covers: coverage(font),
  draw: (input, batch) => drawPage(font, input, batch),
  both: (input, batch, sealer) => drawBoth(font, input, batch, sealer),
});

/** Where the page's QR code leads. What follows # stays in the reader's browser and reaches no server log. */
export const checkAddress = (publicUrl: string, identifier: string, digest: string): string =>
  `${publicUrl}/verify#${identifier}~${digest.slice(0, 16)}`;
