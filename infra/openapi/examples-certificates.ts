/** Examples of the certificate library, from issue to the end, as a department's developer meets them. */
const identifier = '1.2.156.3005.2.11100000MB000TC06A001.11330784MB000TD29Y.VVUHWTZCQ5XOLFTWE8TU.001.3';
const holder = '330784198802039985';
const type = 'real-estate-title';
const number = '浙(2026)永康市不动产权第0088001号';

const asked = {
  purpose: { kind: 'matter', matter: 'existing-house-transfer', ticket: 'eyJ0eXAiOiJvbmV0cmlwLXRpY2tldCtqd3Qi…' },
  party: { role: 'seller' },
  holder,
};

const certificate = {
  identifier,
  type,
  typeName: { zh: '不动产权证书', en: 'Real estate title certificate' },
  issuer: 'real-estate',
  issuedOn: '2026-05-08',
  validFrom: '2026-05-08',
  version: 1,
  state: '01',
  valid: true,
};

/** What its issuer states, the type left out, as a row of a back-fill has it. */
const row = {
  number,
  holders: [{ name: '林安', code: holder, codeType: '111' }],
  issuedOn: '2026-05-08',
  validFrom: '2026-05-08',
  data: {
    ownership: '单独所有',
    location: '永康市东城街道丽州中路1号',
    unitNumber: '330784001002GB00003F00010001',
    rightType: '国有建设用地使用权/房屋所有权',
    rightNature: '出让/市场化商品房',
    use: '城镇住宅用地/住宅',
    area: 118.62,
    landUseUntil: '2070年3月1日止',
  },
};

const copy = '2402612b-e1ac-4954-96a2-31c6e1637b0d';
const sha256 = '29e932a1ead078150a7990135f03a4bd9c55d998a9715637a8ad28c473af997c';
const fields = ['/number', '/location'];
const data = { number, location: row.data.location };

export const certificateExamples = {
  issueCertificate: { request: { type, ...row }, answer: certificate },
  findCertificates: { request: { ...asked, type }, answer: { holds: true, items: [certificate] } },
  pullCertificate: {
    request: { ...asked, fields },
    answer: { pull: '36a52dd4-57ce-4c26-b3ec-b9e10a521f26', certificate, level: 'fields', fields, data },
  },
  copyCertificate: {
    request: { ...asked, fields, reason: '转移登记归档 For the file of the transfer' },
    answer: {
      pull: 'b066873d-55e1-4fff-8fbd-f8a68fe9ec37',
      certificate,
      level: 'copy',
      fields,
      data,
      copy: {
        identifier: copy,
        sha256,
        expiresAt: '2026-12-06T07:12:05.768Z',
        token: `${copy}.TMNbwywZR7u9ND0EmujVDSq5ObhKTKVFRQJvqjkftNA`,
        redeemBy: '2026-11-30T07:12:05.768Z',
      },
    },
  },
  redeemCopy: { request: { token: `${copy}.TMNbwywZR7u9ND0EmujVDSq5ObhKTKVFRQJvqjkftNA`, format: 'pdf' } },
  verifyCertificate: {
    request: {
      elements: { purpose: asked.purpose, party: asked.party, type, number, holder: '林安', holderCode: holder },
    },
  },
  operateCertificate: { request: { operation: 'annul', reason: '登记错误，依法更正 Registered in error' } },
  createBackFill: { request: { type } },
  submitBackFill: { request: { parts: 1, bytes: 1543, sha256, rows: 3, states: { '01': 2, '04': 1 } } },
};
