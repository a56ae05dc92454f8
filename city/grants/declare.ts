/** How a grant is declared: matters, parties with their grounds, fields. */
import type { CertificateType } from '#schemas/certificate.ts';
import { certificateResource } from '#schemas/certificate-resource.ts';
import type { Grant, GrantedPurpose } from '#schemas/grant.ts';
import { matters } from '../matters.ts';
import { resources } from '../resources/index.ts';

type GrantedParty = Grant['parties'][number];

const ONCE_ONLY = '浙江省保障“最多跑一次”改革规定第七条；国务院关于在线政务服务的若干规定第七条；政务数据共享条例';

/** Every matter of the city has cases, so every such purpose carries a ticket. */
export const matter = (slug: string, legalBasis = ONCE_ONLY): GrantedPurpose => {
  const name = matters.find(({ id }) => id === slug)?.name;
  return { kind: 'matter', matter: slug, legalBasis, ticket: true, ...(name ? { name } : {}) };
};

export const own = (role: GrantedParty['role'], level: GrantedParty['level'] = 'fields'): GrantedParty => ({
  role,
  ground: '本人申请办理 party to the case',
  level,
});

export const landlord: GrantedParty = {
  role: 'landlord',
  ground: '租赁合同载明不动产单元号和出租人，并告知出租人 the lease names unit and lessor; notice to the landlord',
  level: 'predicate',
};
export const coOwner: GrantedParty = {
  role: 'co-owner',
  ground: '处分共有不动产须经共有人同意，并告知共有人 disposal needs the co-owner; notice to the co-owner',
  level: 'predicate',
};
export const employee: GrantedParty = {
  role: 'employee',
  ground:
    '经营者签字的从业人员名单载明其人，并告知本人 the list of staff signed by the employer names him; notice to the employee',
  level: 'predicate',
};

export const spouse: GrantedParty = {
  role: 'spouse',
  ground: '夫妻共同财产、家庭为单位申请，并告知配偶 joint property or a household that applies; notice to the spouse',
  level: 'predicate',
};
export const theirChild: GrantedParty = {
  role: 'child',
  ground: '家庭成员以未成年子女计，并告知其监护人 minor children count as the household; notice to their guardian',
  level: 'predicate',
};

export const grant = (
  id: string,
  consumer: string,
  resource: string,
  over: Pick<Grant, 'purposes' | 'parties' | 'fields'> & Partial<Grant>,
): Grant => ({
  v: 1,
  revision: 1,
  kind: 'grant',
  id,
  state: 'active',
  consumer,
  resource,
  resourceVersion: 1,
  // The cases of 2017 are played, too.
  from: '2017-01-01T00:00:00+08:00',
  until: '2030-01-01T00:00:00+08:00',
  ...over,
});

/** Every leaf that the resource declares. */
export const everyFact = (resource: string): string[] =>
  resources.find(({ id }) => id === resource)?.fields.map(({ pointer }) => pointer) ?? [];

/** Every leaf of a certificate's face. */
export const everyFactOf = (type: CertificateType): string[] =>
  certificateResource(type).fields.map(({ pointer }) => pointer);

export const certificateFace = ['/valid', '/number', '/holders/*/name', '/location', '/unitNumber', '/use', '/area'];
