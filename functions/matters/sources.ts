/** Whether a paper's source can be used today: by the grants, resources and certificate types in the snapshot, for this body and this matter. */
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Grant } from '#schemas/grant.ts';
import type { Source } from '#schemas/matter-material.ts';
import type { Lack, Missing } from '#schemas/review.ts';

/** Who would ask, and for what. The first consumer is the deciding body; others may ask for it: the hall, the leading body. */
export interface Asking {
  readonly consumers: readonly string[];
  readonly matters: readonly string[];
  /** Epoch ms. */
  readonly now: number;
  /** Of the answer, where one is wanted: it has to be granted. */
  readonly field?: string;
}

const resourceOf = (source: Source): string | undefined => {
  switch (source.channel) {
    case 'applicant':
      return undefined;
    case 'certificate':
      return `certificates/${source.type}`;
    case 'internal':
    case 'exchange':
    case 'event':
      return source.resource;
  }
};

const isInForce = (grant: Grant, now: number): boolean =>
  grant.state === 'active' &&
  grant.suspended === undefined &&
  Date.parse(grant.from) <= now &&
  now < Date.parse(grant.until);

const names = (grant: Grant, matters: readonly string[]): boolean =>
  grant.purposes.some((purpose) => purpose.kind === 'matter' && matters.includes(purpose.matter));

/** What the catalogue itself lacks, whoever asks. */
const lackOf = (snapshot: IndexedSnapshot, source: Source, id: string, day: string): Lack | undefined => {
  if (source.channel === 'certificate') {
    const type = snapshot.certificateType(source.type);
    if (!type) return 'type-unknown';
    return type.ends !== undefined && type.ends <= day ? 'type-ended' : undefined;
  }
  const resource = snapshot.resource(id);
  if (!resource) return 'no-resource';
  if (resource.state !== 'published' && resource.state !== 'deprecated') return 'not-published';
  if (resource.connected === false) return 'not-connected';
  return source.channel === 'event' && (resource.events ?? []).length === 0 ? 'no-event' : undefined;
};

/** Best first: in force for this matter, then what comes nearest. */
const grantLack = (grants: readonly Grant[], source: Source, { matters, now, field }: Asking): Lack | undefined => {
  const fitting = source.channel === 'event' ? grants.filter(({ uses = [] }) => uses.includes('events')) : grants;
  if (fitting.length === 0) return 'no-grant';
  // Being told needs no matter: a standing purpose will do.
  const forIt = source.channel === 'event' ? fitting : fitting.filter((grant) => names(grant, matters));
  if (forIt.length === 0) return 'not-for-this-matter';
  const wanted = forIt.filter(({ fields }) => field === undefined || fields.includes(field));
  if (wanted.length === 0) return 'field-not-granted';
  return wanted.some((grant) => isInForce(grant, now)) ? undefined : 'grant-inactive';
};

export type Use = { readonly by: string } | { readonly missing: Missing };

/** The resource by which the source spares the paper today, or what is missing. The applicant is no source here. */
export const usable = (snapshot: IndexedSnapshot, source: Source, asking: Asking, day: string): Use | undefined => {
  const id = resourceOf(source);
  if (source.channel === 'internal') return { by: id ?? 'own/data' };
  if (id === undefined) return undefined;
  const consumer = asking.consumers[0] ?? 'unknown';
  const miss = (lack: Lack): Use => ({ missing: { lack, resource: id, consumer } });
  const lack = lackOf(snapshot, source, id, day);
  if (lack) return miss(lack);
  if (asking.consumers.every((one) => snapshot.department(one) === undefined)) return miss('body-not-joined');
  const lacks = asking.consumers.map((one) => grantLack(snapshot.grantsOf(one, id), source, asking));
  return lacks.includes(undefined) ? { by: id } : miss(lacks[0] ?? 'no-grant');
};
