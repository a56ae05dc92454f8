/** Files that an act names: only what was uploaded to this case can be handed in, signed or shown as a photo. */
import type * as z from 'zod';
import { problem } from '#functions/kernel/problem.ts';
import { type CaseAct, type CaseEvent, caseActs } from '#schemas/case-act.ts';
import { filesIn, type NamedFile } from '#schemas/file-digest.ts';

export const filesOfAct = (body: CaseAct): NamedFile[] => filesIn(caseActs[body.act].body, body);

/** By an event: in what was sent and in what the hub added. */
export const filesOfEvent = ({ type, data }: Pick<CaseEvent, 'type' | 'data'>): NamedFile[] => {
  if (type === 'open') return [];
  const { body, kept } = caseActs[type];
  const added = Object.entries(kept).flatMap(([key, schema]) => filesIn(schema as z.ZodType, data[key], `/${key}`));
  return [...filesIn(body, data), ...added];
};

/** Throws unprocessable, naming each place that names no file of the case. */
export const assertUploaded = (named: readonly NamedFile[], files: readonly { readonly digest: string }[]): void => {
  const there = new Set(files.map(({ digest }) => digest));
  const errors = named
    .filter(({ digest }) => !there.has(digest))
    .map(({ field }) => ({ field, rule: 'file-not-uploaded' }));
  if (errors.length > 0) throw problem('unprocessable', { errors: errors.slice(0, 60) });
};
