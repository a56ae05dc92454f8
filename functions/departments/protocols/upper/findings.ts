/** What has become of a mapped resource above, held against what our own catalogue promises of it. */
import * as z from 'zod';
import { compare, type Form } from '#functions/catalogue/compare.ts';
import { Bilingual } from '#schemas/department.ts';
import { Instant, ResourceId } from '#schemas/identifier.ts';
import { type Resource, ResourceField, ResourceState, SharingClass } from '#schemas/resource.ts';
import type { Finding } from '#schemas/upper.ts';

/** What is read of a resource above; a later hub may say more. */
export const Offered = z.object({
  id: ResourceId,
  name: Bilingual,
  version: z.int().min(1),
  state: ResourceState,
  sharing: SharingClass,
  ends: Instant.optional(),
  suspended: z.object({ reason: z.string() }).optional(),
  asked: z.enum(['now', 'later', 'change']).optional(),
  connected: z.boolean().optional(),
  subject: z.object({ request: z.string(), answer: z.string() }),
  fields: z
    .array(
      z.object(ResourceField.pick({ pointer: true, name: true, type: true, sensitivity: true, level: true }).shape),
    )
    .min(1)
    .max(200),
});
export type Offered = z.infer<typeof Offered>;

/** Which resource above stands behind one of ours. Leaves are called alike unless said. */
export interface MappedResource {
  readonly resource: string;
  readonly upper: string;
  readonly upperVersion: number;
  /** Our pointers to theirs, where they differ, the subject's among them. */
  readonly pointers?: Readonly<Record<string, string>>;
}

const formOf = ({ fields, subject, sharing, asked, connected }: Form | Offered): Form => ({
  fields: [...fields],
  subject,
  sharing,
  ...(asked ? { asked } : {}),
  ...(connected === undefined ? {} : { connected }),
});

/** Theirs with our pointers. */
const asOurs = (offered: Offered, { pointers = {} }: MappedResource): Form => {
  const ours = new Map(Object.entries(pointers).map(([our, their]) => [their, our]));
  const named = (pointer: string) => ours.get(pointer) ?? pointer;
  return formOf({
    ...offered,
    fields: offered.fields.map((field) => ({ ...field, pointer: named(field.pointer) })),
    subject: { request: named(offered.subject.request), answer: named(offered.subject.answer) },
  });
};

/**
 * What somebody should look at; nothing here is changed by it. `version`: the mapped version as it stands above, undefined when it is not
 * known there. `current`: the version of the resource that is current there.
 */
export const findingsOf = (
  mapped: MappedResource,
  ours: Resource | undefined,
  version: Offered | undefined,
  current: number | undefined,
): Finding[] => {
  if (!version) return [{ rule: 'gone' }];
  const until = version.ends === undefined ? {} : { until: version.ends };
  const state: Finding[] = version.state === 'published' ? [] : [{ rule: version.state, ...until }];
  return [
    ...state,
    ...(version.suspended ? [{ rule: 'suspended' }] : []),
    ...(current !== undefined && current > mapped.upperVersion && state.length === 0
      ? [{ rule: 'other-version', ...until }]
      : []),
    ...(ours
      ? compare(formOf(ours), asOurs(version, mapped))
          .filter(({ breaking }) => breaking)
          .slice(0, 40)
          .map(({ field, rule }) => ({ rule, field }))
      : [{ rule: 'not-in-our-catalogue' }]),
  ];
};
