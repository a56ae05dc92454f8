/** How a certificate type is declared. */
import type { CertificateOperation, CertificateType } from '#schemas/certificate.ts';
import { creditCodeCheck, organisationCheck } from '#schemas/identifier.ts';
import type { PredicateTest } from '#schemas/predicate.ts';
import type { Level, ResourceField } from '#schemas/resource.ts';
import { matters } from '../matters.ts';

/** An invented credit code of a ministry: `organisation`, 8 characters, stands where its own organisation code would. */
export const definer = (organisation: string): string => {
  const body = `11100000${organisation}${organisationCheck(organisation)}`;
  return body + creditCodeCheck(body);
};

export const field = (
  pointer: string,
  zh: string,
  en: string,
  type: ResourceField['type'],
  sensitivity: ResourceField['sensitivity'],
): ResourceField => ({ pointer, name: { zh, en }, type, sensitivity, level: 'fields' });

/** Yes or no: `word` stands under /is. */
export const whether = (
  word: string,
  zh: string,
  en: string,
  test: PredicateTest,
): NonNullable<CertificateType['predicates']>[number] => ({ pointer: `/is/${word}`, name: { zh, en }, test });

export const permits = (matter: string, level: Level): CertificateType['permittedUse'][number] => {
  const name = matters.find(({ id }) => id === matter)?.name;
  return { matter, ...(name ? { name } : {}), level };
};

/** Every type here: defined by a ministry 部级, issued by an authority of the county 县级. */
export const registered = {
  v: 1,
  revision: 1,
  kind: 'certificate-type',
  version: 1,
  definerLevel: '2',
  issuerLevel: '4',
} as const;

type Holders = NonNullable<CertificateType['holders']>;
export const onePerson: Holders = { kinds: ['person'], codeTypes: ['111'], most: 1 };
export const oneBody: Holders = { kinds: ['body'], codeTypes: ['001'], most: 1 };

const ENDS: readonly CertificateOperation[] = ['lapse', 'annul', 'cancel', 'other'];
/** Of a permit 许可: it is held and extended, and taken away as a penalty. */
export const OF_PERMIT: CertificateOperation[] = [
  'new',
  'extend',
  'change',
  'hold',
  'release',
  'revoke-as-penalty',
  ...ENDS,
];
/** Of what stands in a register 登记: it follows the register, and moves with its holder where he moves away. */
export const OF_REGISTER: CertificateOperation[] = ['new', 'change', 'hold', 'release', ...ENDS];
export const OF_MOVING: CertificateOperation[] = [...OF_REGISTER, 'transfer-out', 'undo-transfer-out', 'transfer-in'];
/** Of a statement 证明 about a moment. */
export const OF_STATEMENT: CertificateOperation[] = ['new', 'change', ...ENDS];
