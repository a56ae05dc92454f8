/** What is drawn of the title certificate from which every test of pages starts. */
import { certificateTypes } from '#city/certificate-types/index.ts';
import { departments } from '#city/departments.ts';
import { makeIdentifier } from '#functions/certificates/identifier.ts';
import { faceOf } from '#functions/certificates/layout.ts';
import { makeMaster, masterText, sha256Hex } from '#functions/certificates/master.ts';
import { offlineCodeOf } from '#functions/certificates/offline-statement.ts';
import type { PageInput } from '#functions/certificates/page-input.ts';
import { checkAddress } from '#functions/certificates/press.ts';
import { sealBatch } from '#functions/certificates/seal/batch.ts';
import { offlineCode } from '#functions/certificates/seal/offline-code.ts';
import { rootCertificate } from '#functions/certificates/seal/x509.ts';
import type { CertificateMaster, CertificateType, IssueRequest } from '#schemas/certificate.ts';
import type { Department } from '#schemas/department.ts';
import { issueRequest } from './issue-request.ts';
import { NOW, signer } from './world.ts';

const type = certificateTypes.find(({ id }) => id === 'real-estate-title') as CertificateType;
const office = departments.find(({ id }) => id === 'real-estate') as Department;
const identifier = makeIdentifier({
  typeCode: type.code,
  issuer: office.creditCode,
  serial: '0A1B2C3D4E5F6G7H8I9J',
  version: 1,
});
const named = { identifier, version: 1, status: { list: 1, index: 1 } };
export const batch = await sealBatch(
  { signer, root: await rootCertificate(signer) },
  { name: office.name.zh, code: office.creditCode },
  [Buffer.from('one')],
  NOW,
);

export const pageInput = (change: Partial<IssueRequest> = {}): PageInput & { readonly master: CertificateMaster } => {
  const master = makeMaster(named, issueRequest(change), type, office);
  const digest = sha256Hex(masterText(master));
  const code = offlineCodeOf(master, type, 938, (statement) => offlineCode(batch, statement));
  return {
    master,
    face: faceOf(master, type),
    identifier,
    digest,
    checkAddress: checkAddress('https://onetrip.example', identifier, digest),
    ...(code === undefined ? {} : { offlineCode: code }),
    dated: Date.parse(`${master.issuedOn}T00:00:00+08:00`),
  };
};
