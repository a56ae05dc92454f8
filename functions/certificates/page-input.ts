/** What is drawn on a page. */
import type { Face } from './layout.ts';
import type { Stamp } from './page-stamp.ts';

export interface PageInput {
  readonly face: Face;
  readonly identifier: string;
  /** Online check, as in the QR code. */
  readonly checkAddress: string;
  /** Text of the code for checks without a network; absent: none is drawn. */
  readonly offlineCode?: string;
  /** SHA-256 (hex) of the master. */
  readonly digest: string;
  /** Epoch ms that the file names as its date: the day of issue, or the moment of the copy. */
  readonly dated: number;
  readonly stamp?: Stamp;
}
