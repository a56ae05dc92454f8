/** What the certificate of a batch says, read out of its bytes. */
import type { BaseBlock } from 'asn1js';
import { elements, oid } from './der.ts';
import { BATCH_OID } from './x509.ts';

export interface BatchSays {
  /** Root of the Merkle tree. */
  readonly root: Buffer;
  readonly size: number;
  /** Epoch ms: when the batch was sealed, and when its key was gone at the latest. */
  readonly from: number;
  readonly until: number;
}

const bytesOf = (block: BaseBlock | undefined): Uint8Array => new Uint8Array(block?.toBER() ?? new ArrayBuffer(0));
/** Content of a primitive value shorter than 128 bytes. */
const contentOf = (block: BaseBlock | undefined): Buffer => Buffer.from(bytesOf(block)).subarray(2);

const PRIVATE_KEY_USAGE_PERIOD = '2.5.29.16';

/** Value of an extension, DER. Throws when it is not there. */
const extensionOf = (certificate: Uint8Array, id: string): Uint8Array => {
  const [tbs] = elements(certificate);
  const last = elements(bytesOf(tbs)).at(-1);
  const [list] = elements(bytesOf(last));
  const found = elements(bytesOf(list))
    .map((one) => elements(bytesOf(one)))
    .find(([name]) => oid(id).equals(bytesOf(name)));
  if (!found) throw new Error(`no extension ${id}`);
  return contentOf(found.at(-1));
};

/** 20261120020000Z as epoch ms. */
const instant = (zulu: string): number =>
  Date.parse(zulu.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

/** Throws when it is not the certificate of a batch. */
export const batchSays = (certificate: Uint8Array): BatchSays => {
  const [size, root] = elements(extensionOf(certificate, BATCH_OID));
  const [from = 0, until = 0] = elements(extensionOf(certificate, PRIVATE_KEY_USAGE_PERIOD)).map((one) =>
    instant(contentOf(one).toString('latin1')),
  );
  return { root: contentOf(root), size: contentOf(size).readUIntBE(0, contentOf(size).length), from, until };
};
