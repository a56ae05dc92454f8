/** The same page as the PDF, as OFD (GB/T 33190-2016). Same input, same bytes. */
import { createHash } from 'node:crypto';
import { beijingDate } from '#functions/kernel/beijing.ts';
import type { CertificateMaster } from '#schemas/certificate.ts';
import type { Fonts } from '../fonts.ts';
import { compose, finish, sheets } from '../page.ts';
import type { PageInput } from '../page-input.ts';
import { paper } from '../paper.ts';
import type { Batch } from '../seal/batch.ts';
import { LOOKS } from '../template/index.ts';
import { documentOf, type OfdDocument } from './document.ts';
import { type Element, elementsOf, sealElements, stampElements } from './elements.ts';
import { packed } from './package.ts';
import { type Drawing, Recorder } from './recorder.ts';
import { sealPlace } from './seal/place.ts';
import { type Sealer, sealOfd } from './seal/seal-ofd.ts';

export interface OfdInput extends PageInput {
  readonly master: CertificateMaster;
}

const documentFor = (drawing: Drawing, input: OfdInput, seal?: readonly Element[]): OfdDocument => {
  const { master, face, stamp, digest, dated } = input;
  return documentOf(drawing, {
    id: createHash('sha256')
      .update(`${digest}\n${stamp?.copy ?? ''}`)
      .digest('hex')
      .slice(0, 32),
    title: stamp ? `${face.title}（加注件）` : face.title,
    author: face.issuer,
    dated: beijingDate(dated),
    elements: [...elementsOf(master), ...(stamp ? stampElements(stamp) : []), ...(seal ?? [])],
    sealed: seal !== undefined,
  });
};

const drawn = (fonts: Fonts, input: OfdInput): Drawing => {
  const recorder = new Recorder(paper(fonts));
  compose(recorder, input);
  return recorder.drawing;
};

/** Under a department's seal. `at`: epoch ms of the sealing. */
const sealed = (drawing: Drawing, input: OfdInput, sealer: Sealer, at: number): Promise<Uint8Array> =>
  sealOfd(documentFor(drawing, input, sealElements(sealer.by, sealer.name, at)), sealer, {
    at,
    place: sealPlace(LOOKS[input.face.template]),
  });

/** Bytes of an OFD without a seal. */
export const drawOfd = (fonts: Fonts, input: OfdInput): Promise<Uint8Array> =>
  packed(documentFor(drawn(fonts, input), input).files);

export const drawSealedOfd = (fonts: Fonts, input: OfdInput, sealer: Sealer, at: number): Promise<Uint8Array> =>
  sealed(drawn(fonts, input), input, sealer, at);

export interface BothFiles {
  readonly pdf: Uint8Array;
  readonly ofd: Uint8Array;
}

/** Both files from one drawing: the OFD under the department's seal, the PDF under the batch's where there is one. `at`: epoch ms. */
export const drawBoth = async (
  fonts: Fonts,
  input: OfdInput,
  sealer: Sealer,
  at: number,
  batch?: Batch,
): Promise<BothFiles> => {
  const recorder = new Recorder(sheets(fonts, input));
  const pdf = await finish(recorder, input, batch);
  return { pdf, ofd: await sealed(recorder.drawing, input, sealer, at) };
};
