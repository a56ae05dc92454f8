/** The same page as the PDF, as OFD (GB/T 33190-2016). Same input, same bytes. */
import { createHash } from 'node:crypto';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { CertificateMaster } from '#schemas/certificate.ts';
import { compose, paper } from '../page.ts';
import type { PageInput } from '../page-input.ts';
import { documentOf, type OfdDocument } from './document.ts';
import { type Element, elementsOf, stampElements } from './elements.ts';
import { packed } from './package.ts';
import { Recorder } from './recorder.ts';

export interface OfdInput extends PageInput {
  readonly master: CertificateMaster;
}

/** The files of the document. `seal`: metadata of the seal that is to follow. */
const draftOfd = (font: Uint8Array, input: OfdInput, seal?: readonly Element[]): OfdDocument => {
  const { master, face, stamp, digest, dated } = input;
  const recorder = new Recorder(paper(font));
  compose(recorder, input);
  const id = createHash('sha256')
    .update(`${digest}\n${stamp?.copy ?? ''}`)
    .digest('hex')
    .slice(0, 32);
  const info = {
    id,
    title: stamp ? `${face.title}（加注件）` : face.title,
    author: face.issuer,
    dated: beijingDate(dated),
    elements: [...elementsOf(master), ...(stamp ? stampElements(stamp) : []), ...(seal ?? [])],
  };
  return documentOf(recorder.drawing, info, seal !== undefined);
};

/** Bytes of an OFD without a seal. */
export const drawOfd = (font: Uint8Array, input: OfdInput): Promise<Uint8Array> => packed(draftOfd(font, input).files);
