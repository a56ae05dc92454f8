/** 数据元 of the sample city: which fact each is, the one resource that is its source 一数一源, and where it is only copied. */
import type { Resource, ResourceField } from '#schemas/resource.ts';

interface Element {
  readonly id: string;
  /** Resource and leaf of the source. */
  readonly source: readonly [resource: string, pointer: string];
  readonly copies?: readonly (readonly [resource: string, pointer: string])[];
}

/** Facts of one source, numbered from `first` on in the order in which they stand here. */
const of = (
  first: number,
  resource: string,
  leaves: Readonly<Record<string, readonly (readonly [string, string])[]>>,
): Element[] =>
  Object.entries(leaves).map(([pointer, copies], i) => ({
    id: `DE${String(first + i).padStart(5, '0')}`,
    source: [resource, pointer],
    copies,
  }));

const HOMES = 'real-estate/titles-by-holder';
/** What a title says stands in the list of titles too. */
const inList = (pointer: string): [string, string][] => [[HOMES, `/titles/*${pointer}`]];
const titleFacts = [
  '/certificateNumber',
  '/location',
  '/rightType',
  '/rightNature',
  '/use',
  '/area',
  '/registeredOn',
  '/validUntil',
  '/ownership',
  '/share',
  '/marks/mortgaged',
  '/marks/seized',
  '/marks/objection',
  '/marks/transferLimited',
];

const elements: readonly Element[] = [
  ...of(1, 'public-security/identity', {
    '/holder': [
      ['public-security/void-card', '/holder'],
      ['public-security/household', '/holder'],
      ['civil-affairs/marriage', '/holder'],
      ['civil-affairs/living-allowance', '/holder'],
      ['civil-affairs/marital-status', '/holder'],
      ['human-resources/insurance-history', '/holder'],
      ['human-resources/card-account', '/holder'],
    ],
    '/name': [
      ['civil-affairs/marriage', '/holderName'],
      ['public-security/household', '/name'],
    ],
    '/living': [],
    '/validFrom': [],
    '/validUntil': [],
    '/issuedBy': [],
  }),
  ...of(21, 'public-security/void-card', { '/void': [] }),
  ...of(31, 'public-security/standard-address', { '/standardAddress': [], '/addressCode': [], '/onNegativeList': [] }),
  ...of(41, 'public-security/household', {
    ...{ '/number': [], '/relation': [], '/local': [], '/registeredOn': [], '/minors/*': [] },
  }),
  ...of(101, 'market-supervision/licence', {
    '/firm': [
      ['market-supervision/registration', '/firm'],
      ['taxation/taxpayer-registration', '/firm'],
    ],
    '/name': [['market-supervision/registration', '/name']],
    '/kind': [],
    '/representative': [],
    '/establishedOn': [['market-supervision/registration', '/registeredOn']],
    '/address': [],
    '/scope': [],
    '/capital': [],
    '/state': [],
  }),
  ...of(201, 'real-estate/title', {
    '/unitNumber': [
      ...inList('/unitNumber'),
      ['real-estate/premises', '/unitNumber'],
      ['housing/building-fire-acceptance', '/unitNumber'],
      ['housing/contract-filing', '/unitNumber'],
      ['public-security/standard-address', '/unitNumber'],
    ],
    ...Object.fromEntries(titleFacts.map((pointer) => [pointer, inList(pointer)])),
  }),
  ...of(301, 'taxation/taxpayer-registration', {
    '/taxpayerNumber': [],
    '/registeredOn': [],
    '/office': [],
    '/payerType': [],
  }),
  ...of(311, 'taxation/tax-certificate', { '/number': [], '/items/*/amount': [], '/paidOn': [], '/void': [] }),
  ...of(321, 'taxation/invoice', {
    ...{ '/seller': [], '/number': [], '/amount': [], '/issuedOn': [], '/void': [] },
  }),
  ...of(401, 'housing/building-fire-acceptance', { '/accepted': [], '/kind': [], '/number': [], '/acceptedOn': [] }),
  ...of(501, 'civil-affairs/marriage', {
    '/married': [],
    '/state': [],
    '/registeredOn': [],
    '/certificateNumber': [],
    '/office': [],
    '/spouse': [],
  }),
  ...of(521, 'civil-affairs/marital-status', { '/single': [], '/state': [], '/registeredOn': [], '/office': [] }),
  ...of(511, 'civil-affairs/living-allowance', { '/receives': [], '/kind': [], '/from': [] }),
  ...of(411, 'housing/contract-filing', { '/contractNumber': [], '/price': [], '/signedOn': [], '/state': [] }),
  ...of(601, 'health/health-certificate', {
    '/valid': [],
    '/number': [],
    '/trade': [],
    '/examinedOn': [],
    '/validUntil': [],
    '/issuedBy': [],
  }),
  ...of(701, 'human-resources/insurance-history', {
    ...{ '/number': [], '/since': [], '/paidUntil': [], '/months': [], '/place': [] },
    ...{ '/employer': [], '/employerCode': [], '/leftOn': [], '/base': [] },
  }),
  ...of(611, 'health/birth-record', { '/certificateNumber': [], '/bornAt': [], '/issuedOn': [], '/void': [] }),
];

const byLeaf = new Map<string, NonNullable<ResourceField['element']>>(
  elements.flatMap(({ id, source: [from, pointer], copies = [] }) => [
    [`${from} ${pointer}`, { id }] as const,
    ...copies.map(([resource, leaf]) => [`${resource} ${leaf}`, { id, from }] as const),
  ]),
);

/** The fields with the data element that each is; a field that stands in no table is none. */
export const withElements = (resource: string, fields: Resource['fields']): Resource['fields'] =>
  fields.map((field) => {
    const element = byLeaf.get(`${resource} ${field.pointer}`);
    return element ? { ...field, element } : field;
  });
