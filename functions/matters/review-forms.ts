/** 多表合一: what became of each form, and the one form with what fills it in today. */
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { Matter } from '#schemas/matter.ts';
import type { Form, FormField, Source } from '#schemas/matter-material.ts';
import type { FieldReview, FormReview, Missing } from '#schemas/review.ts';
import { mergedForm, resourceOf } from './figures.ts';
import { type Asking, usable } from './sources.ts';
import { sourceName } from './why.ts';

interface Numbered {
  readonly no: number;
  readonly matter: string;
  readonly form: Form;
}

const numbered = (matters: readonly Matter[]): Numbered[] =>
  matters
    .flatMap(({ id, forms }) => forms.map((form) => ({ matter: id, form })))
    .map((one, at) => ({ no: at + 1, ...one }));

const asks = ({ form }: Numbered, { id }: Pick<FormField, 'id'>): boolean =>
  form.fields.some((field) => field.id === id);

const said = (zh: string, en: string): Bilingual => ({ zh, en });

/** `before`: the forms on which its other fields stood first. */
const reasonOf = (own: number, fields: number, before: readonly number[]): Bilingual => {
  const places = before.join(', ');
  if (own === fields) return said(`全部 ${own} 个字段并入一张申请表`, `all its ${own} fields are part of the one form`);
  if (own === 0) return said(`全部字段已在表 ${places} 中`, `every field stands on form ${places} already`);
  return said(
    `${fields} 个字段中 ${own} 个并入一张申请表，其余已在表 ${places} 中`,
    `${own} of its ${fields} fields are part of the one form, the others stand on form ${places} already`,
  );
};

/** Of one form alone nothing is merged: it is the form. */
export const formReviews = (matters: readonly Matter[]): FormReview[] => {
  const forms = numbered(matters);
  return forms.map(({ no, matter, form }) => {
    const first = form.fields.map((field) => forms.find((one) => asks(one, field))?.no ?? no);
    const own = first.filter((one) => one === no).length;
    const places = [...new Set(first)].filter((one) => one !== no).toSorted((x, y) => x - y);
    const counted = { no, matter, name: form.name, fields: form.fields.length, own };
    if (forms.length === 1) return { ...counted, fate: 'kept', why: said('唯一的申请表', 'the only form') };
    return { ...counted, fate: own === 0 ? 'dropped' : 'merged', why: reasonOf(own, form.fields.length, places) };
  });
};

export interface FieldReviewing {
  readonly snapshot: IndexedSnapshot;
  readonly day: string;
  readonly askings: readonly Asking[];
}

/** By any matter of the case: what is answered for one fills in the one form. */
const filling = ({ snapshot, day, askings }: FieldReviewing, from: NonNullable<FormField['from']>) => {
  const id = resourceOf(from);
  const source: Source = from.resource.includes('/')
    ? { channel: 'exchange', resource: id }
    : { channel: 'certificate', type: from.resource, issuer: '' };
  const uses = askings.map((asking) => usable(snapshot, source, { ...asking, field: from.pointer }, day));
  const found = uses.some((use) => use && 'by' in use);
  const missing = found ? [] : uses.flatMap((use): Missing[] => (use && 'missing' in use ? [use.missing] : []));
  return { today: found ? ('filled' as const) : ('typed' as const), missing: missing.slice(0, 1), id };
};

export const fieldReviews = (at: FieldReviewing, matters: readonly Matter[]): FieldReview[] => {
  const forms = numbered(matters);
  return mergedForm(matters).map(({ matters: _matters, ...field }) => {
    const asked = { ...field, forms: forms.filter((one) => asks(one, field)).map(({ no }) => no) };
    if (!field.from) return { ...asked, today: 'typed', missing: [] };
    const { id, ...filled } = filling(at, field.from);
    return { ...asked, ...filled, source: sourceName(at.snapshot, id) };
  });
};
