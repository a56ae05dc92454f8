/** How a resource is declared: its leaves as short rows, and what all resources of a department have in common said once. */
import type { Resource, ResourceField } from '#schemas/resource.ts';

/** Pointer, 中文, English, type, sensitivity, and the level when it is not `fields`. */
export type Leaf = readonly [
  string,
  string,
  string,
  ResourceField['type'],
  ResourceField['sensitivity'],
  ResourceField['level']?,
];

export const leaf = ([pointer, zh, en, type, sensitivity, level = 'fields']: Leaf): ResourceField => ({
  pointer,
  name: { zh, en },
  type,
  sensitivity,
  level,
});

type Common = 'department' | 'legalBasis' | 'protocol' | 'updatePeriod' | 'subject';

/** First what a department's resources share, then each one; a resource may say otherwise. */
export const declares =
  (common: Pick<Resource, Common>) =>
  (own: Pick<Resource, 'id' | 'name' | 'fields' | 'replaces'> & Partial<Resource>): Resource => ({
    v: 1,
    revision: 1,
    kind: 'resource',
    version: 1,
    state: 'published',
    sharing: 'conditional',
    ...common,
    ...own,
  });
