/** 一数一源: of every data element, and of every catalogue code, there is one owner in the whole catalogue. Claimed with the publishing, in one transaction. */
import type { RegistryStore } from '#functions/snapshot/registry.store.ts';
import type { Claim } from '#schemas/catalogue.ts';
import type { Resource } from '#schemas/resource.ts';
import type { Broken } from './resource-rules.ts';

type Reader = Pick<RegistryStore, 'get'>;

/** A transaction holds 100 items: these, the versions and the count. */
const MOST_CLAIMS = 90;

/** What a version claims as its own: the claim's id, and the place that says so. */
const claimed = ({ code, fields }: Resource): { id: string; field: string }[] => [
  ...(code === undefined ? [] : [{ id: `code#${code}`, field: '/code' }]),
  ...fields.flatMap(({ element }, i) =>
    element && element.from === undefined ? [{ id: `element#${element.id}`, field: `/fields/${i}/element` }] : [],
  ),
];

const owned = (claim: Claim | undefined, id: string, owner?: string): Claim => ({
  v: 1,
  revision: (claim?.revision ?? 0) + 1,
  kind: 'claim',
  id,
  ...(owner === undefined ? {} : { owner }),
});

const derivedRules = async (registry: Reader, { id, fields }: Resource): Promise<Broken[]> => {
  const found = await Promise.all(
    fields.map(async ({ element }, i): Promise<Broken | undefined> => {
      if (element?.from === undefined) return undefined;
      const field = `/fields/${i}/element/from`;
      if (element.from === id) return { field, rule: 'derived-from-itself' };
      const owner = (await registry.get('claim', `element#${element.id}`))?.owner;
      if (owner === element.from) return undefined;
      return { field, rule: owner === undefined ? 'element-without-owner' : `element-owned-by:${owner}` };
    }),
  );
  return found.filter((one) => one !== undefined);
};

/** The claims to be put with this version, or the rules that stand against them, each naming who owns what is claimed. */
export const claimsOf = async (
  registry: Reader,
  resource: Resource,
): Promise<{ readonly claims: Claim[]; readonly errors: Broken[] }> => {
  const found = await Promise.all(
    claimed(resource).map(async (one) => ({ ...one, claim: await registry.get('claim', one.id) })),
  );
  const foreign = found.filter(({ claim }) => claim?.owner !== undefined && claim.owner !== resource.id);
  const open = found.filter(({ claim }) => claim?.owner === undefined);
  return {
    claims: open.map(({ id, claim }) => owned(claim, id, resource.id)),
    errors: [
      ...foreign.map(({ id, field, claim }) => ({
        field,
        rule: `${id.startsWith('code') ? 'code' : 'element'}-owned-by:${claim?.owner}`,
      })),
      ...(open.length > MOST_CLAIMS ? [{ field: '/fields', rule: 'too-many-elements-at-once' }] : []),
      ...(await derivedRules(registry, resource)),
    ],
  };
};

/** What the version claimed and `others` do not: given up with its withdrawal. */
export const releasedClaims = async (
  registry: Reader,
  gone: Resource,
  others: readonly Resource[],
): Promise<Claim[]> => {
  const kept = new Set(others.flatMap(claimed).map(({ id }) => id));
  const found = await Promise.all(
    claimed(gone)
      .filter(({ id }) => !kept.has(id))
      .map(({ id }) => registry.get('claim', id)),
  );
  return found.flatMap((claim) => (claim?.owner === gone.id ? [owned(claim, claim.id)] : [])).slice(0, MOST_CLAIMS);
};
