/** The press: the fonts, read once, and the pages made with them. */
import { coveredBy, type Fonts } from './fonts.ts';
import type { Coverage } from './glyphs.ts';
import { type BothFiles, drawBoth, type OfdInput } from './ofd/draw.ts';
import type { Sealer } from './ofd/seal/seal-ofd.ts';
import { drawPage } from './page.ts';
import type { PageInput } from './page-input.ts';
import type { Batch } from './seal/batch.ts';

export interface Press {
  readonly covers: Coverage;
  /** PDF bytes; without a seal same input, same bytes. */
  draw(input: PageInput, batch?: Batch): Promise<Uint8Array>;
  /** PDF and OFD from one drawing: the OFD under the department's seal, the PDF under the batch's where there is one. `at`: epoch ms. */
  both(input: OfdInput, sealer: Sealer, at: number, batch?: Batch): Promise<BothFiles>;
}

export const press = (fonts: Fonts): Press => ({
  covers: coveredBy(fonts),
  draw: (input, batch) => drawPage(fonts, input, batch),
  both: (input, sealer, at, batch) => drawBoth(fonts, input, sealer, at, batch),
});

/** Where the page's QR code leads. What follows # stays in the reader's browser and reaches no server log. */
export const checkAddress = (publicUrl: string, identifier: string, digest: string): string =>
  `${publicUrl}/verify#${identifier}~${digest.slice(0, 16)}`;
