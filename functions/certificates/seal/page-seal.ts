/** The PAdES seal inside a page: its place is made while the page is drawn, so the whole file is one revision and all of it is signed. */
import { SignPdf } from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import type { Pdf } from '../pdf.ts';
import type { Batch } from './batch.ts';
import { detached } from './cms.ts';

/** Bytes that the signature may have: two certificates, the attributes, the signature itself. */
const ROOM = 4096;
/** Filled in when the file is whole. */
const LATER = '**********';

interface Catalogue {
  readonly _root: { readonly data: Record<string, unknown> & { AcroForm: { data: Record<string, unknown> } } };
}

/** An invisible field with an empty signature that permits no further change (DocMDP, ISO 32000-1, 12.8.2.2). Call before `end`. */
export const drawSealPlace = (pdf: Pdf, { by, at }: Pick<Batch, 'by' | 'at'>): void => {
  const signature = pdf.ref({
    Type: 'Sig',
    Filter: 'Adobe.PPKLite',
    SubFilter: 'ETSI.CAdES.detached',
    ByteRange: [0, LATER, LATER, LATER],
    Contents: Buffer.alloc(ROOM),
    Name: new String(by),
    // Claimed time stands here and nowhere else: EN 319 142-1 forbids the signing-time attribute.
    M: new Date(at),
    Reference: [
      {
        Type: 'SigRef',
        TransformMethod: 'DocMDP',
        TransformParams: { Type: 'TransformParams', P: 1, V: '1.2' },
      },
    ],
  });
  const field = pdf.ref({
    Type: 'Annot',
    Subtype: 'Widget',
    FT: 'Sig',
    T: new String('Seal'),
    Rect: [0, 0, 0, 0],
    // Printed and locked.
    F: 132,
    P: pdf.page.dictionary,
    V: signature,
  });
  pdf.initForm();
  const { data } = (pdf as unknown as Catalogue)._root;
  Object.assign(data.AcroForm.data, { Fields: [field], SigFlags: 3, NeedAppearances: undefined });
  data.Perms = { DocMDP: signature };
  pdf.page.annotations.push(field);
  signature.end(undefined);
  field.end(undefined);
};

class BatchSigner extends Signer {
  readonly batch: Batch;
  constructor(batch: Batch) {
    super();
    this.batch = batch;
  }
  override sign = async (content: Buffer): Promise<Buffer> => detached(this.batch, content);
}

/** `page`: a finished PDF in which `drawSealPlace` has left its place. */
export const sealPage = async (page: Uint8Array, batch: Batch): Promise<Uint8Array> =>
  new SignPdf().sign(Buffer.from(page), new BatchSigner(batch));
