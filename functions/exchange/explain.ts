/** Would this be granted? The exchange's own decision, without asking anyone: what POST /v1/grants/check answers. */
import { ProblemError } from '#functions/kernel/problem.ts';
import type { Party } from '#functions/snapshot/caller.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import { CUT_RULES, type CutRule, type Explained } from '#schemas/explained.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Level, Resource } from '#schemas/resource.ts';
import { type Authority, authorise, declaredOnly } from './authorise.ts';
import { denied } from './deny.ts';
import { levelOf, type Wish } from './match-grant.ts';
import { permittedLevel } from './permitted.ts';
import { allowedFields, lowerLevel } from './pointers.ts';
import { needsTicket } from './purpose.ts';

const demanded = (is: boolean) => (is ? 'required' : 'not-required');

const factsOf = (grant: Grant, resource: Resource | undefined, { purpose }: Wish): NonNullable<Explained['facts']> => ({
  ...grant.quota,
  ...(resource?.limit ? { resourceLimit: resource.limit } : {}),
  ticket: demanded(needsTicket(grant, purpose)),
  signature: demanded(grant.signature === true),
  uses: grant.uses ?? [],
});

/** Why each field that was asked for is not released. */
const cutOf = (resource: Resource, grant: Grant, level: Level, { fields }: Wish): Explained['cut'] => {
  const released = allowedFields(resource.fields, grant.fields, fields, level);
  const declared = new Set(resource.fields.map(({ pointer }) => pointer));
  const ruleOf = (field: string): CutRule => {
    if (!declared.has(field)) return 'field-other-version';
    return grant.fields.includes(field) ? 'field-above-level' : 'field-not-granted';
  };
  return [...new Set(fields)]
    .filter((field) => !released.includes(field))
    .map((field) => ({ field, rule: ruleOf(field), need: CUT_RULES[ruleOf(field)] }));
};

const earlier = (a: string, b: string | undefined): string =>
  b !== undefined && Date.parse(b) < Date.parse(a) ? b : a;

/** What the certificate library decides beyond the grant: the type's own list of uses. Throws exchange-denied. */
const permitted = (snapshot: IndexedSnapshot, authority: Authority): Authority => {
  const { grant, resource, wish, fields: asked } = authority;
  const [room, name = ''] = resource.id.split('/');
  const type = room === 'certificates' ? snapshot.certificateType(name) : undefined;
  if (!type) return authority;
  const highest = permittedLevel(type, wish.purpose);
  const level = highest && lowerLevel(authority.level, highest);
  const fields = level ? allowedFields(resource.fields, grant.fields, asked, level) : [];
  if (!level || fields.length === 0) throw denied(snapshot, 'use-not-permitted', authority);
  return { ...authority, level, fields };
};

const granted = ({ grant, resource, level, fields, wish }: Authority): Explained => ({
  granted: true,
  grant: grant.id,
  until: earlier(grant.until, resource.ends),
  resourceVersion: resource.version,
  ...(resource.ends === undefined ? {} : { ends: resource.ends }),
  level,
  released: [...fields],
  cut: cutOf(resource, grant, level, wish),
  facts: factsOf(grant, resource, wish),
});

/** The refusal as the exchange words it, with what is known of the grant that refuses. */
const refused = (
  snapshot: IndexedSnapshot,
  who: Party,
  wish: Wish,
  denial: NonNullable<ProblemError['extra']['denial']>,
): Explained => {
  const { rule, need, ask } = denial;
  const grant = snapshot.grantsOf(who.department.id, wish.resource).find(({ id }) => id === denial.grant?.id);
  const resource = snapshot.versionsOf(wish.resource).find(({ version }) => version === grant?.resourceVersion);
  const level = grant && levelOf(grant, wish.role);
  return {
    granted: false,
    ...(grant ? { grant: grant.id, facts: factsOf(grant, resource, wish) } : {}),
    released: [],
    cut: rule === 'no-field-granted' && grant && resource && level ? cutOf(resource, grant, level, wish) : [],
    rule,
    need,
    ask,
  };
};

/** A ticket that is sent is verified; whom it names is compared by the exchange only. Throws invalid-request when a field is not declared. */
export const explain = async (snapshot: IndexedSnapshot, who: Party, wish: Wish): Promise<Explained> => {
  const versions = snapshot.versionsOf(wish.resource);
  if (versions.length > 0) declaredOnly(versions, wish.fields);
  try {
    return granted(permitted(snapshot, await authorise(snapshot, who, wish)));
  } catch (error) {
    const denial = error instanceof ProblemError && error.code === 'exchange-denied' ? error.extra.denial : undefined;
    if (!denial) throw error;
    return refused(snapshot, who, wish, denial);
  }
};
