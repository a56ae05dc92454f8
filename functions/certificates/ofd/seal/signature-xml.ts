/** The files that say what is sealed and by what. GB/T 33190-2016, 18. */
import type { OfdFiles } from '../package.ts';
import { element, file, mm, text } from '../xml.ts';
import { sm3 } from './electronic-seal.ts';
import { SM2_WITH_SM3 } from './sm2-certificate.ts';

const SM3 = '1.2.156.10197.1.401';

export const SIGNATURE = 'Doc_0/Signs/Sign_0/Signature.xml';
export const SIGNED_VALUE = 'Doc_0/Signs/Sign_0/SignedValue.dat';

/** Signatures.xml: one seal. */
export const signatureList = (): Buffer =>
  file(
    'Signatures',
    {},
    element('MaxSignId', {}, text('1')),
    element('Signature', { ID: 's001', Type: 'Seal', BaseLoc: `/${SIGNATURE}` }),
  );

export interface Placed {
  /** Page on which the seal is seen. */
  readonly page: number;
  /** Upper left corner and side, millimetres. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** Signature.xml: the SM3 digest of every file. `at`: 20261120020000Z. */
export const signatureFile = (files: OfdFiles, { page, x, y, size }: Placed, at: string): Buffer =>
  file(
    'Signature',
    {},
    element(
      'SignedInfo',
      {},
      element('Provider', { ProviderName: 'OneTrip', Version: '1', Company: 'OneTrip' }),
      element('SignatureMethod', {}, text(SM2_WITH_SM3)),
      element('SignatureDateTime', {}, text(at)),
      element(
        'References',
        { CheckMethod: SM3 },
        ...[...files].map(([path, bytes]) =>
          element('Reference', { FileRef: `/${path}` }, element('CheckValue', {}, text(sm3(bytes).toString('base64')))),
        ),
      ),
      element('StampAnnot', { ID: 1, PageRef: page, Boundary: [x, y, size, size].map(mm).join(' ') }),
    ),
    element('SignedValue', {}, text(`/${SIGNED_VALUE}`)),
  );
