/**
 * 申请表栏目: only what a form asks for is taken. In a draft every form of the template counts, switched on or not, since its answers may still
 * change; from the filing on only those of the matters that it pinned. What stands in a draft of an earlier day is never taken out of it. Where
 * the catalogue holds no form, nobody can say what it asks for, and what is written in the draft is taken.
 */
import { problem } from '#functions/kernel/problem.ts';
import { mergedForm } from '#functions/matters/figures.ts';
import type { IndexedMatters } from '#functions/matters/index-matters.ts';
import { inForce } from '#functions/matters/marks.ts';
import type { CaseSubject, FormValues } from '#schemas/case.ts';
import type { Matter } from '#schemas/matter.ts';
import { matterOf } from './template.ts';

/** Every matter of what is applied for, switched on or not. By the version of the day; by the newest where none is in force. */
export const askedOf = (matters: IndexedMatters, subject: CaseSubject, day: string): Matter[] => {
  const on = <T extends { readonly from: string; readonly until?: string | undefined }>(all: readonly T[]) =>
    inForce(all, day) ?? all.at(-1);
  return 'matter' in subject
    ? [on(matters.versions(subject.matter)) ?? []].flat()
    : (on(matters.templates(subject.bundle))?.matters ?? []).map(({ matter, version }) =>
        matterOf(matters, matter, version),
      );
};
const fieldsOf = (matters: IndexedMatters, subject: CaseSubject, day: string): string[] =>
  mergedForm(askedOf(matters, subject, day)).map(({ id }) => id);

/** A key is the caller's own text and might hold a number of somebody: without digits it is a word. */
export const namely = (field: string): string => (/^[A-Za-z.]{1,60}$/.test(field) ? field : '?');

/** For an error: where the unknown field stood, and which fields there are. */
export const unknownField = (at: string, field: string) => ({ field: `${at}/${namely(field)}`, rule: 'field-unknown' });

export const knownFields = (known: readonly string[]): string =>
  `申请表无此栏目；可填栏目 no form of this case has such a field; its fields: ${known.join(', ') || 'none'}`;

interface Draft {
  readonly subject: CaseSubject;
  /** What stands in it already. */
  readonly form?: FormValues;
}

/** Throws unprocessable, naming each field that no form asks for, and those that they do. */
export const assertKnownFields = (
  matters: IndexedMatters,
  { subject, form: standing = {} }: Draft,
  form: FormValues,
  day: string,
): void => {
  const known = fieldsOf(matters, subject, day);
  const unknown = Object.keys(form).filter((field) => !known.includes(field) && standing[field] === undefined);
  if (known.length > 0 && unknown.length > 0)
    throw problem('unprocessable', {
      detail: knownFields(known),
      errors: unknown.slice(0, 60).map((field) => unknownField('/form', field)),
    });
};
