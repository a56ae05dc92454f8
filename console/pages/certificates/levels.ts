/** Which levels a case may use of a type, and what is asked at each. The hub decides; this keeps an officer from asking in vain. */
import { certificateResource } from '#schemas/certificate-resource.ts';
import type { Level, ResourceField } from '#schemas/resource.ts';
import type { Ticket } from '../../case/ticket.ts';
import type { CertificateType } from '../../desk.tsx';

export const LEVELS = ['predicate', 'fields', 'copy'] as const satisfies readonly Level[];

export type WhyNot = 'notForMatter' | 'aboveTicket';

/** Why a level cannot be had; absent where it can. The list of permitted uses 用证清单 is asked first. */
export const whyNot = (
  level: Level,
  { permittedUse }: Pick<CertificateType, 'permittedUse'>,
  ticket: Pick<Ticket, 'matter' | 'level'>,
): WhyNot | undefined => {
  const permitted = permittedUse.find(({ matter }) => matter === ticket.matter)?.level;
  if (permitted === undefined || LEVELS.indexOf(level) > LEVELS.indexOf(permitted)) return 'notForMatter';
  return LEVELS.indexOf(level) > LEVELS.indexOf(ticket.level) ? 'aboveTicket' : undefined;
};

/** Everything that can be asked of a certificate of the type. */
export const askable = (type: CertificateType): readonly ResourceField[] => certificateResource(type).fields;

/** What can be asked at a level: questions at the lowest, facts above. A copy shows the whole page. */
export const atLevel = (fields: readonly ResourceField[], level: Level): readonly ResourceField[] =>
  fields.filter((field) => (level === 'predicate') === (field.level === 'predicate'));

/**
 * At the lowest level every question stands ticked, for the fields none: who asks for more says which. Of one that is not valid nothing is
 * answered but whether it is.
 */
export const atFirst = (fields: readonly ResourceField[], level: Level, valid = true): readonly string[] => {
  const all = level === 'fields' ? [] : atLevel(fields, level).map(({ pointer }) => pointer);
  return valid || level !== 'predicate' ? all : all.filter((pointer) => pointer === '/valid');
};
