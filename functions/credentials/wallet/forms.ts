/** The two forms in which a certificate goes into a wallet. */
import type { JWK } from 'jose';
import type { CertificateMaster, CertificateType } from '#schemas/certificate.ts';
import { BASE_CONTEXT, type HolderKey } from '#schemas/credential.ts';
import type { Department } from '#schemas/department.ts';
import type { StatusSlot } from '#schemas/status.ts';
import type { CredentialKey } from '../keys.ts';
import type { Json } from '../ld/linked-data.ts';
import { didKey } from '../proof/did-key.ts';
import { prove, stamp } from '../proof/prove.ts';
import { makeSdJwt } from '../sdjwt/make.ts';
import { certificateEntries } from '../status/entries.ts';
import { claimsOf, typeUrl, validity } from './claims.ts';

export interface ForWallet {
  readonly master: CertificateMaster;
  readonly type: CertificateType;
  readonly issuer: Department;
  readonly slot: StatusSlot | undefined;
  readonly holderKey: HolderKey | undefined;
  readonly publicUrl: string;
  /** Epoch ms. */
  readonly now: number;
}

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** SD-JWT VC: status in the Token Status List (draft-ietf-oauth-status-list, 6.2), key confirmed as RFC 7800 says. */
export const sdJwtVc = (of: ForWallet, key: CredentialKey): Promise<string> => {
  const { from, until } = validity(of.master);
  const { slot } = of;
  const uri = slot && `${of.publicUrl}/v1/status-lists/${slot.list}`;
  const plain = {
    iss: of.publicUrl,
    iat: seconds(of.now),
    nbf: seconds(from),
    ...(until === undefined ? {} : { exp: seconds(until) }),
    vct: typeUrl(of.publicUrl, of.type.id),
    ...(of.holderKey ? { cnf: { jwk: of.holderKey } } : {}),
    ...(slot ? { status: { status_list: { idx: slot.index, uri } } } : {}),
  };
  return makeSdJwt({ plain, disclosable: claimsOf(of.master) }, key);
};

const words = ({ zh, en }: { readonly zh: string; readonly en: string }) => [
  { '@value': zh, '@language': 'zh' },
  { '@value': en, '@language': 'en' },
];

/** business-licence -> BusinessLicence */
const className = (type: string): string =>
  type.replace(/(^|-)([a-z])/g, (_all, _dash, letter: string) => letter.toUpperCase());

/** W3C VCDM 2.0: the words of the type are below its address, so that nothing has to be fetched to read them. */
export const vcdm = (of: ForWallet, key: CredentialKey): Promise<Json> => {
  const { from, until } = validity(of.master);
  const unsigned = {
    '@context': [BASE_CONTEXT, { '@vocab': `${typeUrl(of.publicUrl, of.type.id)}#` }],
    id: `${of.publicUrl}/v1/certificates/${of.master.identifier}`,
    type: ['VerifiableCredential', className(of.type.id)],
    issuer: { id: key.did, name: words(of.issuer.name) },
    name: words(of.type.name),
    validFrom: stamp(from),
    ...(until === undefined ? {} : { validUntil: stamp(until - 1000) }),
    credentialSubject: {
      ...(of.holderKey ? { id: didKey(of.holderKey as JWK) } : {}),
      certificate: claimsOf(of.master),
    },
    ...(of.slot ? { credentialStatus: certificateEntries(of.publicUrl, of.slot) } : {}),
  };
  return prove(unsigned, key, { cryptosuite: 'ecdsa-jcs-2019', purpose: 'assertionMethod', now: of.now });
};
