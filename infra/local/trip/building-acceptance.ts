/**
 * 建设工程消防验收: housing may come to answer it (material 14). The step appears as soon as the resource stands in the catalogue and is
 * granted for the fire check; until then the paper is still asked for.
 */
import { grants } from '#city/grants.ts';
import { resources } from '#city/resources/index.ts';
import type { AskedOf } from '#schemas/asked.ts';
import { askedOf } from '#schemas/departments/index.ts';
import type { Question } from './asker.ts';

export const BUILDING_ACCEPTANCE = 'housing/building-fire-acceptance';
export const FIRE_CHECK = 'fire-check';

/** What the case knows, by the names that requests use. */
export type Known = Readonly<Record<string, unknown>>;

const inCatalogue = resources.find(({ id }) => id === BUILDING_ACCEPTANCE);
const granted = grants.find(
  ({ consumer, resource, purposes }) =>
    consumer === 'fire' &&
    resource === BUILDING_ACCEPTANCE &&
    purposes.some((purpose) => purpose.kind === 'matter' && purpose.matter === FIRE_CHECK),
);

const last = (pointer: string): string => pointer.split('/').at(-1) ?? '';

/** The question, from what the resource declares and the grant gives, and whom it is about; undefined while it cannot be asked. */
export const buildingAcceptance = (
  known: Known,
): { readonly question: Question; readonly subject: string } | undefined => {
  const [department = '', name = ''] = BUILDING_ACCEPTANCE.split('/');
  const asked = (askedOf as Readonly<Record<string, AskedOf>>)[department]?.[name];
  const [party] = granted?.parties ?? [];
  if (!inCatalogue || !granted || !asked || !party) return undefined;
  const shape = 'shape' in asked.request ? Object.keys(asked.request.shape as object) : [];
  return {
    question: {
      party: party.role,
      level: party.level,
      request: Object.fromEntries(shape.filter((key) => key in known).map((key) => [key, known[key]])),
      fields: granted.fields,
    },
    subject: String(known[last(inCatalogue.subject.request)]),
  };
};
