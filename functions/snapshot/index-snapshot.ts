/** The snapshot with its look-ups made once per version. */
import type { Clocks } from '#functions/kernel/clocks.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import { certificateResource } from '#schemas/certificate-resource.ts';
import type { Client, Department, Officer, TicketIssuer } from '#schemas/department.ts';
import type { DoubtMark } from '#schemas/doubt.ts';
import type { Grant } from '#schemas/grant.ts';
import { asResource, type Resource } from '#schemas/resource.ts';
import type { Snapshot } from '#schemas/snapshot.ts';

export interface IndexedSnapshot {
  readonly version: number;
  department(id: string): Department | undefined;
  client(id: string): Client | undefined;
  officer(id: string): Officer | undefined;
  /** Also a certificate type, seen as the resource certificates/<type>. */
  resource(id: string): Resource | undefined;
  /** Every version of it that is answered: the current one first, then deprecated ones. */
  versionsOf(id: string): readonly Resource[];
  /** As it was asked: that version while it is answered, otherwise the current one. */
  resourceAt(id: string, version: number): Resource | undefined;
  certificateType(id: string): CertificateType | undefined;
  /** Every grant of this consumer on this resource, in any state: who explains a denial needs the expired ones too. */
  grantsOf(consumer: string, resource: string): readonly Grant[];
  issuer(id: string): TicketIssuer | undefined;
  caseRevoked(caseId: string): boolean;
  /** Open doubts about this resource, whomever they are about. */
  doubtsOn(resource: string): readonly DoubtMark[];
  readonly clocks: Clocks;
  readonly raw: Snapshot;
}

const byId = <T extends { readonly id: string }>(items: readonly T[]) => new Map(items.map((item) => [item.id, item]));

export const indexSnapshot = (raw: Snapshot): IndexedSnapshot => {
  const departments = byId(raw.departments);
  const clients = byId(raw.clients);
  const officers = byId(raw.officers);
  const types = byId(raw.certificateTypes);
  const resources = byId([...raw.resources, ...raw.certificateTypes.map(certificateResource)]);
  const older = Map.groupBy((raw.versions ?? []).map(asResource), ({ id }) => id);
  const issuers = byId(raw.issuers);
  const grants = Map.groupBy(raw.grants, (grant) => `${grant.consumer} ${grant.resource}`);
  const doubts = Map.groupBy(raw.openDoubts ?? [], ({ resource }) => resource);
  const revoked = new Set(raw.revokedCases);
  const versionsOf = (id: string): readonly Resource[] => [resources.get(id) ?? [], older.get(id) ?? []].flat();
  return {
    version: raw.version,
    raw,
    department: (id) => departments.get(id),
    client: (id) => clients.get(id),
    officer: (id) => officers.get(id),
    resource: (id) => resources.get(id),
    versionsOf,
    resourceAt: (id, wanted) => versionsOf(id).find(({ version }) => version === wanted) ?? resources.get(id),
    certificateType: (id) => types.get(id),
    issuer: (id) => issuers.get(id),
    grantsOf: (consumer, resource) => grants.get(`${consumer} ${resource}`) ?? [],
    doubtsOn: (id) => doubts.get(id) ?? [],
    caseRevoked: (caseId) => revoked.has(caseId),
    clocks: { calendars: byId(raw.calendars ?? []), rules: raw.clockRules ?? [] },
  };
};
