/** Search in the catalogue: words in either language, and filters. */

import type * as z from 'zod';
import type { Resource, Sensitivity } from '#schemas/resource.ts';

const RANK: readonly z.infer<typeof Sensitivity>[] = ['public', 'internal', 'personal', 'sensitive'];

const texts = (resource: Resource): string =>
  [
    resource.id,
    resource.code,
    resource.name,
    resource.summary,
    resource.condition,
    resource.replaces,
    resource.fields.map(({ pointer, name, element }) => [pointer, name.zh, name.en, element?.id]),
  ]
    .map((part) => JSON.stringify(part ?? ''))
    .join(' ')
    .toLowerCase();

/** Every word stands somewhere in what the catalogue says of it. Widths and cases of letters make no difference. */
export const hasWords = (resource: Resource, q: string): boolean => {
  const found = texts(resource).normalize('NFKC');
  return q
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .every((word) => found.includes(word));
};

export const highestSensitivity = ({ fields }: Resource): z.infer<typeof Sensitivity> =>
  RANK[Math.max(...fields.map(({ sensitivity }) => RANK.indexOf(sensitivity)))] ?? 'public';
