/** Files that an act names: only what was uploaded to this case can be handed in. */
import { problem } from '#functions/kernel/problem.ts';
import { FileDigest } from '#schemas/case.ts';
import type { CaseAct } from '#schemas/case-act.ts';

/** Every member called `files`, however deep, with where it stands. */
const namedIn = (value: unknown, at: string): { field: string; digest: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'files' && Array.isArray(member)
      ? member
          .filter((one): one is string => FileDigest.safeParse(one).success)
          .map((digest, i) => ({ field: `${at}/files/${i}`, digest }))
      : namedIn(member, `${at}/${key}`),
  );
};

export const namesFiles = (body: CaseAct): boolean => namedIn(body, '').length > 0;

/** Throws unprocessable, naming each place that names no file of the case. */
export const assertUploaded = (body: CaseAct, files: readonly { readonly digest: string }[]): void => {
  const there = new Set(files.map(({ digest }) => digest));
  const errors = namedIn(body, '')
    .filter(({ digest }) => !there.has(digest))
    .map(({ field }) => ({ field, rule: 'file-not-uploaded' }));
  if (errors.length > 0) throw problem('unprocessable', { errors: errors.slice(0, 60) });
};
