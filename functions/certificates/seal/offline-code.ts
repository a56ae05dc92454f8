/**
 * The code on a page that is checked without a network: minimum fields, signed by the batch's key, and the batch's certificate, signed by
 * the library's. Deflated against a dictionary of what every such code has in common, so that it stays small enough to print:
 * `OT1:` and in Base45 (RFC 9285) a zlib stream (RFC 1950) of certificate (DER), signature (r ‖ s, 64 bytes), statement (canonical JSON).
 * The dictionary follows from the library's key, and the stream names it by its checksum.
 */
import { deflateSync } from 'node:zlib';
import { canonical } from '#functions/kernel/canonical.ts';
import { OfflineStatement } from '#schemas/seal.ts';
import { base45 } from '../offline/base45.ts';
import { WORDS } from '../offline/dictionary.ts';
import { type OpenedText, openCode, PREFIX, signedText } from '../offline/open-code.ts';
import type { Batch } from './batch.ts';
import { batchToBeSigned, type Root, rootKey } from './x509.ts';

/** What the streams of this key are deflated against. */
const dictionaryOf = (library: Root): Buffer => {
  const facts = { issuer: { name: '', code: '' }, key: rootKey(library), root: Buffer.alloc(32), size: 1, now: 0 };
  return Buffer.concat([Buffer.from(WORDS), batchToBeSigned(library, facts)]);
};

/** The text of the code. */
export const offlineCode = ({ library, chain, sign }: Batch, statement: OfflineStatement): string => {
  const said = Buffer.from(canonical(statement));
  const bytes = Buffer.concat([chain[0], sign(signedText(said), 'raw'), said]);
  return PREFIX + base45(deflateSync(bytes, { dictionary: dictionaryOf(library), level: 9, memLevel: 9 }));
};

export interface OpenedCode extends Omit<OpenedText, 'text'> {
  readonly statement: OfflineStatement;
}

/** What the code says, when the library's key stands behind it; undefined otherwise. It needs the library's public keys and nothing else. */
export const openOfflineCode = async (text: string, libraries: readonly Root[]): Promise<OpenedCode | undefined> => {
  const opened = await openCode(text, libraries);
  if (!opened) return undefined;
  const { text: said, ...by } = opened;
  return { statement: OfflineStatement.parse(JSON.parse(said)), ...by };
};
