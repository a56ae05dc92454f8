/** A certificate type seen as a resource: so that grants, purposes, explained denials and the field filter know one thing, not two. */
import type { CertificateType } from './certificate.ts';
import type { Resource, ResourceField } from './resource.ts';

const field = (
  pointer: string,
  zh: string,
  en: string,
  type: ResourceField['type'],
  sensitivity: ResourceField['sensitivity'],
  level: ResourceField['level'] = 'fields',
): ResourceField => ({ pointer, name: { zh, en }, type, sensitivity, level });

/** Elements that every certificate has, whatever its type (GB/T 36903-2018); a type's own fields stand beside them. */
export const COMMON_FIELDS: readonly ResourceField[] = [
  field('/valid', '是否有效', 'Valid now', 'boolean', 'internal', 'predicate'),
  field('/number', '证照编号', 'Certificate number', 'string', 'personal'),
  field('/holders/*/name', '持证主体', 'Holder', 'string', 'personal'),
  field('/holders/*/code', '持证主体代码', 'Holder code', 'code', 'sensitive'),
  field('/holders/*/codeType', '持证主体代码类型', 'Type of holder code', 'code', 'internal'),
  field('/issuerName', '颁发机构', 'Issuing authority', 'string', 'public'),
  field('/issuedOn', '颁发日期', 'Issued on', 'date', 'internal'),
  field('/validFrom', '有效期起始日期', 'Valid from', 'date', 'internal'),
  field('/validUntil', '有效期截止日期', 'Valid until', 'date', 'internal'),
];

/** What is told of every type by itself: that a certificate was issued, that its state has changed, or that it has ended. */
const told = ['/valid', '/number', '/holders/*/code', '/issuedOn', '/validUntil'];
const EVENTS: NonNullable<Resource['events']> = [
  {
    type: 'certificate.created',
    name: { zh: '证照签发', en: 'Issue of a certificate' },
    subject: '/holders/*/code',
    fields: told,
  },
  {
    type: 'certificate.changed',
    name: { zh: '证照状态变更', en: 'State of a certificate' },
    subject: '/holders/*/code',
    fields: told,
  },
  {
    type: 'certificate.ended',
    name: { zh: '证照失效', en: 'End of a certificate' },
    subject: '/holders/*/code',
    fields: told,
  },
];

/** Id of the resource that grants name: certificates/<type>. */
export const certificateResourceId = (type: string): string => `certificates/${type}`;

/** Yes or no tells less than the field that it is computed from, but not nothing: it is as sensitive as that field. */
const predicateFields = ({ fields, predicates = [] }: CertificateType): ResourceField[] =>
  predicates.map(({ pointer, name, test }) => ({
    pointer,
    name,
    type: 'boolean',
    sensitivity: [...COMMON_FIELDS, ...fields].find((one) => one.pointer === test.pointer)?.sensitivity ?? 'personal',
    level: 'predicate',
  }));

/** The resource view of a type; provider is the issuing department. */
export const certificateResource = (type: CertificateType): Resource => ({
  v: 1,
  revision: type.revision,
  ...(type.suspended ? { suspended: type.suspended } : {}),
  kind: 'resource',
  id: certificateResourceId(type.id),
  department: type.issuer,
  name: type.name,
  version: type.version,
  state: 'published',
  sharing: 'conditional',
  protocol: 'library',
  updatePeriod: '实时 on issue',
  subject: { request: '/holder', answer: '/holders/*/code' },
  fields: [
    ...COMMON_FIELDS,
    ...type.fields.map(({ optional: _optional, printed: _printed, ...own }) => own),
    ...predicateFields(type),
  ],
  replaces: type.replaces,
  events: EVENTS,
});
