/** 免填单: what the form says by itself, computed from what travelled for the case. */
import { mergedForm } from '#functions/matters/figures.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { FormField } from '#schemas/matter-material.ts';
import type { PrefilledField } from '#schemas/prefill.ts';
import type { Case, Fact } from './state.ts';
import { pinnedMatters } from './template.ts';

/** Older answers are shown as such; the applicant confirms them all the same. */
const OLD_MS = 30 * 86_400_000;

type Value = string | number;

/** What stands at the pointer of an answer. */
export const memberAt = (pointer: string, answer: unknown): unknown => {
  let at = answer;
  for (const step of pointer.split('/').slice(1)) at = (at as Record<string, unknown> | undefined | null)?.[step];
  return at;
};

/** A plain text or number at the pointer. Yes or no is a check and fills in nothing; what stands in a list is not one value. */
const valueAt = (pointer: string, answer: unknown): Value | undefined => {
  const at = memberAt(pointer, answer);
  return typeof at === 'string' || typeof at === 'number' ? at : undefined;
};

const resourceOf = ({ resource }: NonNullable<FormField['from']>): string =>
  resource.includes('/') ? resource : `certificates/${resource}`;

export interface Offered {
  readonly fact: Fact;
  readonly value: Value;
  readonly disputed: boolean;
}

/** The newest answer that fills the field. */
const offeredFor = ({ facts }: Case, { from }: FormField): Offered | undefined => {
  if (!from) return undefined;
  const [newest] = facts
    .filter(({ resource, found }) => found && resource === resourceOf(from))
    .toSorted((a, b) => b.answeredAt - a.answeredAt);
  const value = newest && valueAt(from.pointer, newest.answer);
  if (!newest || value === undefined) return undefined;
  return { fact: newest, value, disputed: newest.disputed?.fields.includes(from.pointer) ?? false };
};

/** Every field of the one form, and what is offered for it. */
export const offers = (matters: IndexedMatters, found: Case) =>
  mergedForm(pinnedMatters(matters, found)).map((field) => ({ field, offered: offeredFor(found, field) }));

const stateOf = (
  found: Case,
  { id, from }: Pick<FormField, 'id' | 'from'>,
  offered: Offered | undefined,
  now: number,
): PrefilledField['state'] => {
  if (offered?.disputed) return 'disputed';
  if (found.confirmed[id] !== undefined) return 'confirmed';
  if (found.form[id] !== undefined) return from && !offered ? 'unverified' : 'typed';
  if (!offered) return 'empty';
  return now - offered.fact.answeredAt > OLD_MS ? 'confirm' : 'proposed';
};

export const prefilled = (matters: IndexedMatters, found: Case, now: number): PrefilledField[] =>
  offers(matters, found).map(({ field, offered }) => {
    const { id, name, matters: of } = field;
    const state = stateOf(found, field, offered, now);
    const value = found.form[id] ?? offered?.value;
    return {
      ...{ field: id, name, matters: [...of], state },
      ...(value === undefined ? {} : { value }),
      ...(offered
        ? {
            source: {
              kind: offered.fact.certificate === undefined ? ('exchange' as const) : ('certificate' as const),
              ...{ resource: offered.fact.resource, exchange: offered.fact.exchange },
              ...(offered.fact.certificate === undefined ? {} : { certificate: offered.fact.certificate }),
              at: new Date(offered.fact.answeredAt).toISOString(),
            },
          }
        : {}),
    };
  });
