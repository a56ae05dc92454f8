/** What a grant must keep to beyond its form: every broken rule is named with its pointer. */
import type { RegistryStore } from '#functions/snapshot/registry.store.ts';
import { type Grant, THIRD_PARTIES } from '#schemas/grant.ts';
import type { Resource } from '#schemas/resource.ts';
import { declaredResource } from './grant-parties.ts';
import type { Broken } from './resource-rules.ts';
import { findVersion } from './versions.ts';

/** The version that the grant names: the current one, or for a grant that names it already a deprecated one. */
const namedVersion = async (
  registry: RegistryStore,
  grant: Grant,
  before: Grant | undefined,
): Promise<Resource | undefined> => {
  const current = await declaredResource(registry, grant.resource);
  if (!current || current.version === grant.resourceVersion || before?.resourceVersion !== grant.resourceVersion)
    return current;
  const older = await findVersion(registry, grant.resource, grant.resourceVersion);
  return older?.state === 'deprecated' ? older : current;
};

const notOffered = ({ uses = [] }: Grant, { means }: Resource): Broken[] =>
  uses.flatMap((use, i) => (means && !means.includes(use) ? [{ field: `/uses/${i}`, rule: 'use-not-offered' }] : []));

const resourceRules = (grant: Grant, resource: Resource): Broken[] => {
  const declared = new Set(resource.fields.map(({ pointer }) => pointer));
  return [
    ...(resource.state === 'published' || resource.state === 'deprecated'
      ? []
      : [{ field: '/resource', rule: `resource-${resource.state}` }]),
    ...(resource.sharing === 'withheld' ? [{ field: '/resource', rule: 'resource-withheld' }] : []),
    ...(resource.version === grant.resourceVersion ? [] : [{ field: '/resourceVersion', rule: 'resource-version' }]),
    ...(resource.connected === false && grant.state === 'active'
      ? [{ field: '/resource', rule: 'resource-not-connected' }]
      : []),
    ...notOffered(grant, resource),
    ...grant.fields.flatMap((pointer, i) =>
      declared.has(pointer) ? [] : [{ field: `/fields/${i}`, rule: 'field-not-declared' }],
    ),
  ];
};

/** Who is no party to the case is answered about by yes or no, whoever decides on the grant. */
const thirdParties = ({ parties }: Grant): Broken[] =>
  parties.flatMap(({ role, level }, i) =>
    THIRD_PARTIES.includes(role) && level !== 'predicate'
      ? [{ field: `/parties/${i}/level`, rule: 'third-party-level' }]
      : [],
  );

const twice = (values: readonly string[], at: string, rule: string): Broken[] =>
  values.flatMap((value, i) => (values.indexOf(value) === i ? [] : [{ field: `/${at}/${i}`, rule }]));

/** `now`: epoch ms. `before`: the grant that is changed; its consumer and resource are what it is, and stay. */
export const brokenRules = async (
  registry: RegistryStore,
  grant: Grant,
  before: Grant | undefined,
  now: number,
): Promise<Broken[]> => {
  const [resource, consumer] = await Promise.all([
    namedVersion(registry, grant, before),
    registry.get('department', grant.consumer),
  ]);
  const fixed = (['consumer', 'resource'] as const).filter((name) => before && before[name] !== grant[name]);
  return [
    ...(resource ? resourceRules(grant, resource) : [{ field: '/resource', rule: 'resource-unknown' }]),
    ...(consumer ? [] : [{ field: '/consumer', rule: 'department-unknown' }]),
    ...fixed.map((name) => ({ field: `/${name}`, rule: 'cannot-change' })),
    ...(Date.parse(grant.from) < Date.parse(grant.until) ? [] : [{ field: '/from', rule: 'grant-from-before-until' }]),
    ...(Date.parse(grant.until) > now ? [] : [{ field: '/until', rule: 'in-the-past' }]),
    ...thirdParties(grant),
    ...twice(
      grant.parties.map(({ role }) => role),
      'parties',
      'role-twice',
    ),
    ...twice(
      grant.purposes.map((p) => (p.kind === 'matter' ? p.matter : p.code)),
      'purposes',
      'purpose-twice',
    ),
    ...twice(grant.fields, 'fields', 'field-twice'),
  ];
};
