/** Which grants a change would break, and why: pure, over what is in force. */
import type { Grant } from '#schemas/grant.ts';
import type { AffectedGrant } from '#schemas/impact.ts';
import type { Resource } from '#schemas/resource.ts';
import type { FieldChange } from '#schemas/resource-change.ts';

/** Agreed counts: somebody already plans with it. */
const IN_FORCE: readonly Grant['state'][] = ['active', 'suspended', 'agreed'];

export const inForce = ({ state }: Grant): boolean => IN_FORCE.includes(state);

export const affected = (
  { id, consumer, resource, resourceVersion, state, purposes }: Grant,
  lost: readonly string[],
  reasons: readonly string[],
  from?: string,
): AffectedGrant => ({
  id,
  consumer,
  resource,
  version: resourceVersion,
  state,
  matters: purposes.flatMap((purpose) => (purpose.kind === 'matter' ? purpose.matter : [])),
  standing: purposes.flatMap((purpose) => (purpose.kind === 'standing' ? purpose.code : [])),
  lost: [...lost],
  reasons: [...new Set(reasons)],
  ...(from === undefined ? {} : { from }),
});

/** A leaf concerns who is given it, means concern who uses them; everything else concerns everybody. */
const concerns = (grant: Grant, next: Resource, { field, rule }: FieldChange): boolean => {
  if (rule.startsWith('leaf-')) return grant.fields.includes(field);
  if (rule === 'means-removed') return (grant.uses ?? []).some((use) => !next.means?.includes(use));
  // Whoever has a grant keeps it: only new ones are decided on.
  return rule !== 'sharing-narrowed' || next.sharing === 'withheld';
};

const GONE: readonly FieldChange['rule'][] = ['leaf-removed'];

/** Grants of a version that breaking changes concern. */
export const brokenBy = (
  grants: readonly Grant[],
  next: Resource,
  changes: readonly FieldChange[],
  /** Every grant of the version ends then, whether a change concerns it or not. */
  ends?: string,
): AffectedGrant[] =>
  grants.flatMap((grant) => {
    const own = changes.filter((change) => change.breaking && concerns(grant, next, change));
    if (own.length === 0 && ends === undefined) return [];
    const lost = own.filter(({ rule }) => GONE.includes(rule)).map(({ field }) => field);
    const reasons = [...own.map(({ rule }) => rule), ...(ends === undefined ? [] : ['version-ends'])];
    return [affected(grant, lost, reasons, ends)];
  });

const missing = <T>(before: readonly T[], after: readonly T[] = []): T[] =>
  before.filter((one) => !after.includes(one));
const purposesOf = ({ purposes }: Pick<Grant, 'purposes'>): string[] =>
  purposes.map((purpose) => `${purpose.kind} ${purpose.kind === 'matter' ? purpose.matter : purpose.code}`);
const partiesOf = ({ parties }: Pick<Grant, 'parties'>): string[] =>
  parties.map(({ role, level }) => `${role} ${level}`);

/** What a grant would lose if it read so. */
export const narrowed = (
  before: Grant,
  after: Omit<Grant, 'v' | 'kind' | 'id' | 'revision' | 'state'>,
): AffectedGrant[] => {
  const lost = missing(before.fields, after.fields);
  const reasons = [
    ...(lost.length > 0 ? ['field-ends'] : []),
    ...(missing(purposesOf(before), purposesOf(after)).length > 0 ? ['purpose-ends'] : []),
    ...(missing(partiesOf(before), partiesOf(after)).length > 0 ? ['party-changes'] : []),
    ...(missing(before.uses ?? [], after.uses).length > 0 ? ['use-ends'] : []),
    ...(before.resourceVersion === after.resourceVersion ? [] : ['version-changes']),
    ...(after.signature && !before.signature ? ['signature-demanded'] : []),
    ...(Date.parse(after.until) < Date.parse(before.until) ? ['ends-sooner'] : []),
    ...(after.quota &&
    (!before.quota || after.quota.perDay < before.quota.perDay || after.quota.perSecond < before.quota.perSecond)
      ? ['quota-lowered']
      : []),
  ];
  return reasons.length > 0 ? [affected(before, lost, reasons)] : [];
};
