/** What a change of a resource means to whoever asks it already. Breaking changes need a new version, and notice. */

import type * as z from 'zod';
import type { Resource, ResourceField, Sensitivity } from '#schemas/resource.ts';
import type { FieldChange } from '#schemas/resource-change.ts';

type Pair = readonly [ResourceField, ResourceField];

const SENSITIVITY = ['public', 'internal', 'personal', 'sensitive'] as const satisfies readonly z.infer<
  typeof Sensitivity
>[];
const LEVEL = ['predicate', 'fields'] as const;
const SHARING = ['unconditional', 'conditional', 'withheld'] as const;

/** Positive when the second is the higher. */
const rise = <T>(order: readonly T[], before: T, after: T): number => order.indexOf(after) - order.indexOf(before);

interface Rule<T> {
  readonly rule: FieldChange['rule'];
  readonly breaks: boolean;
  readonly when: (value: T) => boolean;
}

/** Of a leaf that both have. */
const LEAF_RULES: readonly Rule<Pair>[] = [
  { rule: 'leaf-type-changed', breaks: true, when: ([a, b]) => a.type !== b.type },
  { rule: 'leaf-level-raised', breaks: true, when: ([a, b]) => rise(LEVEL, a.level, b.level) > 0 },
  { rule: 'leaf-level-lowered', breaks: false, when: ([a, b]) => rise(LEVEL, a.level, b.level) < 0 },
  {
    rule: 'leaf-sensitivity-raised',
    breaks: true,
    when: ([a, b]) => rise(SENSITIVITY, a.sensitivity, b.sensitivity) > 0,
  },
  {
    rule: 'leaf-sensitivity-lowered',
    breaks: false,
    when: ([a, b]) => rise(SENSITIVITY, a.sensitivity, b.sensitivity) < 0,
  },
];

/** What of a resource means something to a consumer. */
export type Form = Pick<Resource, 'fields' | 'subject' | 'sharing' | 'asked' | 'means' | 'connected'>;

type Both = readonly [Form, Form];
const lost = ([a, b]: Both) => (a.means ?? []).filter((one) => !(b.means ?? a.means ?? []).includes(one));

/** Of the whole; the pointer says where. */
const WHOLE_RULES: readonly (Rule<Both> & { readonly field: string })[] = [
  {
    field: '/subject/request',
    rule: 'subject-moved',
    breaks: true,
    when: ([a, b]) => a.subject.request !== b.subject.request,
  },
  {
    field: '/subject/answer',
    rule: 'subject-moved',
    breaks: true,
    when: ([a, b]) => a.subject.answer !== b.subject.answer,
  },
  {
    field: '/sharing',
    rule: 'sharing-narrowed',
    breaks: true,
    when: ([a, b]) => rise(SHARING, a.sharing, b.sharing) > 0,
  },
  {
    field: '/sharing',
    rule: 'sharing-widened',
    breaks: false,
    when: ([a, b]) => rise(SHARING, a.sharing, b.sharing) < 0,
  },
  { field: '/asked', rule: 'asked-changed', breaks: true, when: ([a, b]) => (a.asked ?? 'now') !== (b.asked ?? 'now') },
  { field: '/means', rule: 'means-removed', breaks: true, when: (both) => lost(both).length > 0 },
  {
    field: '/connected',
    rule: 'disconnected',
    breaks: true,
    when: ([a, b]) => a.connected !== false && b.connected === false,
  },
];

const applied = <T>(rules: readonly Rule<T>[], value: T, field: string): FieldChange[] =>
  rules.filter(({ when }) => when(value)).map(({ rule, breaks }) => ({ field, rule, breaking: breaks }));

/** Every change that means something to a consumer, in the order of the leaves; what is only told differently is none. */
export const compare = (before: Form, after: Form): FieldChange[] => {
  const [old, fresh] = [before, after].map(({ fields }) => new Map(fields.map((field) => [field.pointer, field])));
  const leaves = [...(old ?? [])].flatMap(([pointer, field]) => {
    const now = fresh?.get(pointer);
    return now
      ? applied(LEAF_RULES, [field, now], pointer)
      : [{ field: pointer, rule: 'leaf-removed', breaking: true } as const];
  });
  const added = after.fields.filter(({ pointer }) => !old?.has(pointer));
  return [
    ...leaves,
    ...added.map(({ pointer }) => ({ field: pointer, rule: 'leaf-added', breaking: false }) as const),
    ...WHOLE_RULES.flatMap((rule) => applied([rule], [before, after], rule.field)),
  ];
};
