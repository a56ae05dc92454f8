/** The data of an event against what its resource declares: leaves, their types, and whom it is about. */
import { valuesAt } from '#functions/kernel/pointer.ts';
import { problem } from '#functions/kernel/problem.ts';
import { Instant, PlainDate } from '#schemas/identifier.ts';
import type { Problem } from '#schemas/problem.ts';
import type { Publish } from '#schemas/published.ts';
import type { EventType, Resource, ResourceField } from '#schemas/resource.ts';

type Broken = NonNullable<Problem['errors']>;

const LONGEST_TEXT = 4000;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_TEXT;

const FITS: Readonly<Record<ResourceField['type'], (value: unknown) => boolean>> = {
  string: isText,
  code: isText,
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isSafeInteger(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => PlainDate.safeParse(value).success,
  instant: (value) => Instant.safeParse(value).success,
};

/** Every scalar with the pointer it stands at; an empty object or array holds none. */
const scalars = (value: unknown, at = ''): [string, unknown][] => {
  if (Array.isArray(value)) return value.flatMap((element) => scalars(element, `${at}/*`));
  if (value !== null && typeof value === 'object')
    return Object.entries(value).flatMap(([name, member]) => scalars(member, `${at}/${name}`));
  return [[at, value]];
};

/** The names of members that are not declared are the caller's own text, so they are not repeated. */
const brokenLeaves = (resource: Resource, type: EventType, data: unknown): Broken => {
  const types = new Map(
    resource.fields.filter(({ pointer }) => type.fields.includes(pointer)).map((field) => [field.pointer, field.type]),
  );
  return scalars(data).flatMap(([pointer, value]) => {
    const declared = types.get(pointer);
    if (declared === undefined) return [{ field: '/data', rule: 'not-a-declared-leaf' }];
    return value === null || FITS[declared](value) ? [] : [{ field: `/data${pointer}`, rule: `no-${declared}` }];
  });
};

/** Throws unprocessable for a type that the resource does not tell of, invalid-request naming each leaf that breaks a rule. */
export const declaredOnly = (resource: Resource, { type, subject, data }: Publish): void => {
  const declared = resource.events?.find((one) => one.type === type);
  if (!declared) throw problem('unprocessable', { errors: [{ field: '/type', rule: 'not-a-declared-event' }] });
  const errors = [
    ...brokenLeaves(resource, declared, data),
    ...(valuesAt(declared.subject, data).includes(subject) ? [] : [{ field: '/subject', rule: 'not-in-the-data' }]),
  ];
  if (errors.length > 0) throw problem('invalid-request', { errors: errors.slice(0, 20) });
};
