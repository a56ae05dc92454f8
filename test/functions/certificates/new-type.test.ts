/** A new certificate type is one file: the one that the documentation shows is issued, found, asked, printed and verified without a line of code. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { certificateTypes } from '#city/certificate-types/index.ts';
import { grant, matter } from '#city/grants/declare.ts';
import { subjectHandle } from '#functions/kernel/digest.ts';
import { CertificateType } from '#schemas/certificate.ts';
import { certificateResourceId } from '#schemas/certificate-resource.ts';
import { foundBy, issueBy, pullBy, refusal, verifyBy } from './calls.ts';
import { CASE, caller, depsOn, freshWorld, keys, snapshotWith, ticket, type World } from './world.ts';

const FIRM = '91330784MA000TE13N';
const DOCUMENT = 'docs/adding-a-certificate-type.md';

let folder: string;
let type: CertificateType;
let world: World;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'new-type-'));
  const [, source = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync(DOCUMENT, 'utf8')) ?? [];
  const declare = pathToFileURL(resolve('city/certificate-types/declare.ts')).href;
  const file = join(folder, 'hygiene-permit.ts');
  writeFileSync(file, source.replace("'./declare.ts'", `'${declare}'`));
  [type] = Object.values(await import(/* @vite-ignore */ pathToFileURL(file).href)) as [CertificateType];
  world = await freshWorld();
});
afterAll(() => rmSync(folder, { recursive: true }));

test('it is issued by its department, held to its rules, found, answered by yes or no, and verified', async () => {
  expect(CertificateType.parse(type)).toEqual(type);
  const resource = certificateResourceId(type.id);
  const snapshot = snapshotWith({
    certificateTypes: [...certificateTypes, type],
    grants: [
      grant('fire-hygiene', 'fire', resource, {
        purposes: [matter('fire-check')],
        parties: [{ role: 'applicant', ground: '申请人', level: 'predicate' }],
        fields: ['/valid', '/is/pool'],
      }),
    ],
  });
  const deps = depsOn(world, { snapshot });
  const request = {
    type: type.id,
    number: '浙卫公证字〔2026〕第000001号',
    holders: [{ name: '永康市王记餐饮有限公司', code: FIRM, codeType: '001' as const }],
    issuedOn: '2026-03-02',
    validFrom: '2026-03-02',
    validUntil: '2030-03-01',
    data: { name: '永康市王记餐饮有限公司', items: '游泳场（馆）' },
    caller: caller('health-system'),
  };
  expect(await refusal(issueBy(deps, { ...request, key: 'bad', number: '1' }))).toMatchObject({
    errors: [{ field: '/number', rule: 'number-form' }],
  });
  const { identifier } = await issueBy(deps, request);
  const asked = {
    caller: caller('fire-system'),
    holder: FIRM,
    purpose: {
      kind: 'matter' as const,
      matter: 'fire-check',
      ticket: await ticket({
        case: CASE,
        matter: 'fire-check',
        department: 'fire',
        parties: [{ role: 'applicant', digest: subjectHandle(keys, FIRM), key: keys.version }],
        resources: [resource],
        level: 'predicate',
      }),
    },
    party: { role: 'applicant' as const },
  };
  expect(await foundBy(deps, { ...asked, type: type.id })).toEqual({ holds: true, items: [] });
  const pulled = await pullBy(deps, identifier, { ...asked, fields: ['/valid', '/is/pool'] });
  expect(pulled.data).toEqual({ valid: true, is: { pool: true } });
  expect(await verifyBy(deps, { identifier })).toMatchObject({ genuine: true, valid: true });
});
