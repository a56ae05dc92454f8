/** What a resource must keep to beyond its form: every broken rule is named with its pointer. */
import type { Problem } from '#schemas/problem.ts';
import { AGENT, MANUAL, Resource } from '#schemas/resource.ts';

export type Broken = NonNullable<Problem['errors']>[number];

/** What a draft may leave open and the catalogue must say (2017 guide). */
const REQUIRED = [
  'code',
  'summary',
  'format',
  'means',
  'openness',
  'period',
] as const satisfies readonly (keyof Resource)[];

/** Of any version, drafts too. */
export const formRules = (resource: Resource): Broken[] => {
  const pointers = resource.fields.map(({ pointer }) => pointer);
  const elements = resource.fields.map(({ element }) => (element && !element.from ? element.id : undefined));
  return [
    ...pointers.flatMap((pointer, i) =>
      pointers.indexOf(pointer) === i ? [] : [{ field: `/fields/${i}/pointer`, rule: 'field-twice' }],
    ),
    ...elements.flatMap((id, i) =>
      id === undefined || elements.indexOf(id) === i ? [] : [{ field: `/fields/${i}/element`, rule: 'element-twice' }],
    ),
    ...(pointers.includes(resource.subject.answer) ? [] : [{ field: '/subject/answer', rule: 'field-not-declared' }]),
    // Every rule of the stored form that the form of the request cannot carry.
    ...(Resource.safeParse(resource).error?.issues ?? []).map(({ path, message }) => ({
      field: `/${path.map(String).join('/')}`,
      rule: message,
    })),
  ];
};

const isAsked = ({ protocol }: Resource): boolean => protocol === AGENT || protocol === MANUAL;

/** The agent and the officer take turns as the owner likes; every other protocol is spoken by what was deployed for it, couriers included. */
export const protocolRule = (before: Resource | undefined, next: Resource): Broken[] =>
  before && before.state !== 'draft' && isAsked(before) !== isAsked(next)
    ? [{ field: '/protocol', rule: 'needs-another-adapter' }]
    : [];

/** Of what everybody reads. */
export const publicRules = (resource: Resource): Broken[] => [
  ...REQUIRED.filter((name) => resource[name] === undefined).map((name) => ({
    field: `/${name}`,
    rule: 'required-to-publish',
  })),
  ...(resource.sharing === 'conditional' && resource.condition === undefined
    ? [{ field: '/condition', rule: 'required-to-publish' }]
    : []),
];
