/** May this caller use certificates of this type, for this purpose and party? Decided before the library is read, by the exchange's own rules. */
import { type Authority, authorise, declaredOnly, identified, signedBy } from '#functions/exchange/authorise.ts';
import { denied } from '#functions/exchange/deny.ts';
import type { EvidenceStore } from '#functions/exchange/evidence.store.ts';
import { permittedLevel } from '#functions/exchange/permitted.ts';
import { allowedFields, lowerLevel } from '#functions/exchange/pointers.ts';
import type { Quotas } from '#functions/exchange/quota/quotas.ts';
import { otherParty } from '#functions/exchange/ticket.ts';
import { witness } from '#functions/exchange/witness.ts';
import { type HubKeys, subjectHandle } from '#functions/kernel/digest.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Input } from '#functions/kernel/request.ts';
import type { IndexedSnapshot, SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { certificateResourceId } from '#schemas/certificate-resource.ts';
import type { Purpose } from '#schemas/exchange.ts';
import type { PartyRole } from '#schemas/grant.ts';
import type { Level } from '#schemas/resource.ts';
import { assertNotEnded } from './ended.ts';
import { takeApart } from './identifier.ts';
import { capFor, isThirdParty, levelOf } from './level.ts';

export interface Use {
  readonly purpose: Purpose;
  readonly party: { readonly role: PartyRole };
  /** Code of the party. */
  readonly holder: string;
  /** Fields asked for; absent: whether there is such a certificate at all. */
  readonly fields?: readonly string[];
  /** Named by the caller; absent: the lowest that serves the fields. */
  readonly level?: Level | undefined;
  /** The holder shows it himself. */
  readonly ground?: 'shown';
}

export interface Allowed extends Authority {
  readonly type: CertificateType;
  readonly keys: HubKeys;
  /** Handle of the party. */
  readonly handle: string;
}

export interface AllowDeps {
  readonly snapshots: SnapshotHolder;
  readonly keys: () => Promise<HubKeys>;
  readonly evidence: EvidenceStore;
}

/** The type that an identifier names. Throws not-found, as for any certificate that is not there. */
export const typeOf = (snapshot: IndexedSnapshot, identifier: string): string => {
  const { typeCode } = takeApart(identifier);
  const type = snapshot.raw.certificateTypes.find(({ code }) => code === typeCode);
  if (!type) throw problem('not-found');
  return type.id;
};

/**
 * Throws exchange-denied, explained, unprocessable for a type that has ended, or invalid-request for undeclared fields. `typeId`: from the request, or taken from the identifier.
 * The fields it answers are declared, granted, asked for and permitted.
 */
export const allow = async (
  { snapshots, keys: keysOf, evidence }: AllowDeps,
  { caller, now, message }: Pick<Input, 'caller' | 'now' | 'message'>,
  typeId: (snapshot: IndexedSnapshot) => string,
  use: Use,
): Promise<Allowed> => {
  const snapshot = await snapshots.current();
  const keys = await keysOf();
  const who = identified(snapshot, caller, 'certificates');
  const resource = certificateResourceId(typeId(snapshot));
  const declared = snapshot.resource(resource);
  if (declared && use.fields) declaredOnly([declared], use.fields);
  const fields = use.fields ?? declared?.fields.map((field) => field.pointer) ?? [];
  const wanted = declared && use.fields ? levelOf(declared.fields, use.fields, use.level) : 'copy';
  const signed = signedBy(snapshot, who, message, now);
  const ground = use.ground ? { ground: use.ground } : {};
  const wish = { resource, purpose: use.purpose, role: use.party.role, fields, now, ...ground, ...signed };
  const authority = await authorise(snapshot, who, wish);
  const refused = authority.ticket && otherParty(authority.ticket, wish.role, use.holder, keys);
  if (refused) throw denied(snapshot, refused, authority);
  const type = snapshot.certificateType(typeId(snapshot));
  const highest = type && permittedLevel(type, use.purpose);
  if (!highest) throw denied(snapshot, 'use-not-permitted', authority);
  assertNotEnded(type, now);
  const level = [highest, capFor(use.party.role), wanted].reduce(lowerLevel, authority.level);
  const left = allowedFields(authority.resource.fields, authority.grant.fields, fields, level);
  if (left.length === 0)
    throw denied(snapshot, isThirdParty(use.party.role) ? 'no-field-granted' : 'use-not-permitted', authority);
  await witness(snapshot, authority, keys, evidence);
  return { ...authority, level, fields: left, type, keys, handle: subjectHandle(keys, use.holder) };
};

export interface CountDeps {
  readonly snapshots: SnapshotHolder;
  readonly quotas: Quotas;
}

/** A look into the library is a question like any other: it counts from here on, whatever comes of it. Throws too-many-requests, explained. */
export const counted = async ({ snapshots, quotas }: CountDeps, allowed: Allowed, now: number): Promise<void> => {
  await quotas.take(await snapshots.current(), allowed, now);
};
