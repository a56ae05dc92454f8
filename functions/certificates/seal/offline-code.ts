/**
 * The code on a page that is checked without a network: minimum fields, signed by the batch's key, and the batch's certificate, signed by
 * the library's. Deflated against a dictionary of what every such code has in common, so that it stays small enough to print:
 * `OT1:` and in Base45 (RFC 9285) a zlib stream (RFC 1950) of certificate (DER), signature (r ‖ s, 64 bytes), statement (canonical JSON).
 * The dictionary follows from the library's key, and the stream names it by its checksum.
 */
import { verify, X509Certificate } from 'node:crypto';
import { deflateSync, inflateSync } from 'node:zlib';
import { canonical } from '#functions/kernel/canonical.ts';
import { OfflineStatement } from '#schemas/seal.ts';
import { base45, fromBase45 } from './base45.ts';
import type { Batch } from './batch.ts';
import { batchSays, keyIdOf } from './certified.ts';
import { elements } from './der.ts';
import { batchToBeSigned, type Root, rootKey } from './x509.ts';

const PREFIX = 'OT1:';
const SIGNATURE = 64;
/** A code of a page is far smaller; what inflates beyond it is none. */
const MOST = 8192;

/** Words that statements have in common, the likeliest last. Never changed: codes that are printed name it. */
const WORDS = [
  '统一社会信用代码公民身份号码名称法定代表人负责人经营范围有限责任公司个体工商户',
  '省市县区镇街道路号幢单元室发证机关人民政府管理局委员会',
  '"/premises":"","/form":"","/unitNumber":"","/location":"","/address":"","/creditCode":"91',
  '"/holders/0/code":"","/holders/0/name":"","/issuerName":"","/issuedOn":"202","/validFrom":"202","/validUntil":"20',
  '","typeName":"证书许可证","v":1}{"fields":{"/name":"","/number":"',
  '},"identifier":"1.2.156.3005.2.11100000',
].join('');

/** What the streams of this key are deflated against. */
const dictionaryOf = (library: Root): Buffer => {
  const facts = { issuer: { name: '', code: '' }, key: rootKey(library), root: Buffer.alloc(32), size: 1, now: 0 };
  return Buffer.concat([Buffer.from(WORDS), batchToBeSigned(library, facts)]);
};

const signedText = (statement: Uint8Array): Buffer => Buffer.concat([Buffer.from('onetrip-offline/1\n'), statement]);

/** The text of the code. */
export const offlineCode = ({ library, chain, sign }: Batch, statement: OfflineStatement): string => {
  const said = Buffer.from(canonical(statement));
  const bytes = Buffer.concat([chain[0], sign(signedText(said), 'raw'), said]);
  return PREFIX + base45(deflateSync(bytes, { dictionary: dictionaryOf(library), level: 9, memLevel: 9 }));
};

export interface OpenedCode {
  readonly statement: OfflineStatement;
  /** The key of the library, and when the batch was sealed (epoch ms). */
  readonly keyId: string;
  readonly from: number;
  readonly until: number;
}

const inflated = (stream: Uint8Array, library: Root): Buffer | undefined => {
  try {
    return inflateSync(stream, { dictionary: dictionaryOf(library), maxOutputLength: MOST });
  } catch {
    return undefined;
  }
};

const opened = (bytes: Buffer, library: Root): OpenedCode | undefined => {
  const length = elements(bytes.subarray(0, 4 + bytes.readUInt16BE(2)))[0]?.whole.length ?? 0;
  const certificate = new X509Certificate(bytes.subarray(0, length));
  const signature = bytes.subarray(length, length + SIGNATURE);
  const said = bytes.subarray(length + SIGNATURE);
  const own = { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const right =
    keyIdOf(certificate) === library.keyId &&
    certificate.verify(rootKey(library)) &&
    verify('sha256', signedText(said), own, signature);
  if (!right) return undefined;
  const { from, until } = batchSays(certificate.raw);
  return { statement: OfflineStatement.parse(JSON.parse(said.toString('utf8'))), keyId: library.keyId, from, until };
};

/** What the code says, when the library's key stands behind it; undefined otherwise. It needs the library's public keys and nothing else. */
export const openOfflineCode = (text: string, libraries: readonly Root[]): OpenedCode | undefined => {
  if (!text.startsWith(PREFIX)) return undefined;
  for (const library of libraries) {
    try {
      const bytes = inflated(fromBase45(text.slice(PREFIX.length)), library);
      const found = bytes && opened(bytes, library);
      if (found) return found;
    } catch {}
  }
  return undefined;
};
