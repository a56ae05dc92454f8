/** 免填单: what the form says by itself, computed from what travelled for the case. */
import { beijingAt } from '#functions/kernel/beijing.ts';
import { mergedForm, resourceOf } from '#functions/matters/figures.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import type { FormValues } from '#schemas/case.ts';
import type { FormField } from '#schemas/matter-material.ts';
import type { PrefilledField } from '#schemas/prefill.ts';
import type { Case, Fact } from './state.ts';
import { pinnedMatters } from './template.ts';

/** Older answers are shown as such; the applicant confirms them all the same. */
const OLD_MS = 30 * 86_400_000;

/** 沿用 from a case that was filed longer ago is shown as old. */
const OLD_CASE_MS = 365 * 86_400_000;

type Value = string | number;

/** What an earlier case says of a field, and the day on which that was filed. */
export interface Earlier {
  readonly value: FormValues[string];
  readonly case: string;
  readonly day: string;
  /** With which it is confirmed. */
  readonly proof?: string;
}

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

/** The act that fills empty fields, for who reads the error: taken from a source where one answered, else typed. */
export const howFilled = (matters: IndexedMatters, found: Case, empty: readonly string[]): string => {
  const sourced = new Set(
    offers(matters, found).flatMap(({ field, offered }) => (offered && !offered.disputed ? field.id : [])),
  );
  const members = [
    ['fields', empty.filter((field) => sourced.has(field))] as const,
    ['typed', empty.filter((field) => !sourced.has(field))] as const,
  ].filter(([, all]) => all.length > 0);
  const act = `confirm-prefill (${members.map(([member, all]) => `${member}: ${all.join(', ')}`).join('; ')})`;
  return `申请表有未填项，由窗口代申请人以此操作填写 the form lacks a field; the window fills it for the applicant by the act: ${act}`;
};

interface Known {
  readonly offered: Offered | undefined;
  readonly earlier: Earlier | undefined;
  readonly now: number;
}

const stateOf = (
  found: Case,
  { id, from }: Pick<FormField, 'id' | 'from'>,
  { offered, earlier, now }: Known,
): PrefilledField['state'] => {
  if (offered?.disputed) return 'disputed';
  if (found.confirmed[id] !== undefined) return 'confirmed';
  // What a register answers takes the place of what was said before.
  const recalled = found.recalled[id] !== undefined;
  if (recalled && !offered) return 'confirmed';
  if (found.form[id] !== undefined && !recalled) return from && !offered ? 'unverified' : 'typed';
  if (offered) return now - offered.fact.answeredAt > OLD_MS ? 'confirm' : 'proposed';
  if (!earlier) return 'empty';
  return now - beijingAt(earlier.day, '00:00') > OLD_CASE_MS ? 'confirm' : 'proposed';
};

const factSource = ({ exchange, resource, certificate, answeredAt }: Fact): NonNullable<PrefilledField['source']> => ({
  kind: certificate === undefined ? 'exchange' : 'certificate',
  ...{ resource, exchange },
  ...(certificate === undefined ? {} : { certificate }),
  at: new Date(answeredAt).toISOString(),
});

const caseSource = (one: Omit<Earlier, 'value'> | undefined): Pick<PrefilledField, 'source'> =>
  one
    ? {
        source: {
          kind: 'case',
          case: one.case,
          day: one.day,
          ...(one.proof === undefined ? {} : { proof: one.proof }),
        },
      }
    : {};

/** `before`: what he gave in earlier cases. */
export const prefilled = (
  matters: IndexedMatters,
  found: Case,
  now: number,
  before: ReadonlyMap<string, Earlier> = new Map(),
): PrefilledField[] =>
  offers(matters, found).map(({ field, offered }) => {
    const { id, name, matters: of } = field;
    const earlier = before.get(id);
    const recalled = found.confirmed[id] === undefined ? found.recalled[id] : undefined;
    const value = (recalled && offered?.value) ?? found.form[id] ?? offered?.value ?? earlier?.value;
    return {
      ...{ field: id, name, matters: [...of], state: stateOf(found, field, { offered, earlier, now }) },
      ...(value === undefined ? {} : { value }),
      ...(offered ? { source: factSource(offered.fact) } : caseSource(recalled ?? earlier)),
    };
  });
