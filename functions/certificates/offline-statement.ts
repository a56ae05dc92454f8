/** What the code for checks without a network says: the type's minimum, cut so short that the code can be printed. */
import { type CertificateMaster, type CertificateType, wholeType } from '#schemas/certificate.ts';
import type { OfflineStatement } from '#schemas/seal.ts';
import { leavesOf } from './leaves.ts';
import { facts } from './master.ts';

/** Characters that each text may have and fields that are said, tried in turn. */
const SIZES = [
  ...[60, 40, 24, 12].map((length) => ({ length, fields: 8 })),
  ...[6, 4, 2, 1].map((fields) => ({ length: 12, fields })),
] as const;

const cut = (value: string, length: number): string => {
  const characters = [...value];
  return characters.length <= length ? value : `${characters.slice(0, length - 1).join('')}…`;
};

const sayable = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const statementOf = (
  master: CertificateMaster,
  type: CertificateType,
  { length, fields }: (typeof SIZES)[number],
): OfflineStatement => {
  const minimum = wholeType(type).minimum.slice(0, fields);
  const leaves = leavesOf(facts(master, true, { ...type, predicates: [] }, 0)).filter(({ pattern }) =>
    minimum.includes(pattern),
  );
  const said = leaves.flatMap(({ pointer, value }) =>
    sayable(value) ? [[pointer, typeof value === 'string' ? cut(value, length) : value] as const] : [],
  );
  const { identifier, typeName } = master;
  return { v: 1, identifier, typeName, fields: Object.fromEntries(said) };
};

/** The longest code of at most `most` characters; undefined when even the shortest is longer. `code`: makes the code of a statement. */
export const offlineCodeOf = (
  master: CertificateMaster,
  type: CertificateType,
  most: number,
  code: (statement: OfflineStatement) => string,
): string | undefined => {
  for (const size of SIZES) {
    const made = code(statementOf(master, type, size));
    if (made.length <= most) return made;
  }
  return undefined;
};
