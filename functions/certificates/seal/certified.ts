/** What the certificate of a batch says, read out of its bytes. */
import type { X509Certificate } from 'node:crypto';
import { elements, oid } from './der.ts';
import { BATCH_OID } from './x509.ts';

/** The key of the library that a certificate names as its issuer. */
export const keyIdOf = ({ issuer }: X509Certificate): string => /^CN=(.+)$/m.exec(issuer)?.[1] ?? '';

export interface BatchSays {
  /** Root of the Merkle tree. */
  readonly root: Buffer;
  readonly size: number;
  /** Epoch ms: when the batch was sealed, and when its key was gone at the latest. */
  readonly from: number;
  readonly until: number;
}

const PRIVATE_KEY_USAGE_PERIOD = '2.5.29.16';

/** Issuer and serial number of a certificate, and its extensions. Throws when it is none. Source: RFC 5280, 4.1. */
export const partsOf = (certificate: Uint8Array) => {
  const [whole] = elements(certificate);
  const [tbs] = elements(whole?.content ?? certificate);
  const fields = elements(tbs?.content ?? certificate);
  const [, serial, , issuer] = fields;
  const [list] = elements(fields.at(-1)?.content ?? certificate);
  if (!serial || !issuer || !list) throw new Error('not a certificate');
  return { serial, issuer, extensions: elements(list.content).map(({ content }) => elements(content)) };
};

/** What stands in the value of an extension, a SEQUENCE. Throws when it is not there. */
const extensionOf = (certificate: Uint8Array, id: string) => {
  const found = partsOf(certificate).extensions.find(([name]) => name && oid(id).equals(name.whole));
  const [inner] = elements(found?.at(-1)?.content ?? Buffer.alloc(0));
  if (!inner) throw new Error(`no extension ${id}`);
  return elements(inner.content);
};

/** 20261120020000Z as epoch ms. */
const instant = (zulu: string): number =>
  Date.parse(zulu.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** Throws when it is not the certificate of a batch. */
export const batchSays = (certificate: Uint8Array): BatchSays => {
  const [size, root] = extensionOf(certificate, BATCH_OID);
  if (!size || !root) throw new Error('not the certificate of a batch');
  const [from = 0, until = 0] = extensionOf(certificate, PRIVATE_KEY_USAGE_PERIOD).map(({ content }) =>
    instant(content.toString('latin1')),
  );
  return { root: root.content, size: size.content.readUIntBE(0, size.content.length), from, until };
};
