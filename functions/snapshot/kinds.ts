/** Which member of the snapshot holds which kind of the registry. A new kind is one line here. */
import type { RegistryItem, Snapshot } from '#schemas/snapshot.ts';

export type Kind = RegistryItem['kind'];

export const MEMBERS = {
  department: 'departments',
  client: 'clients',
  officer: 'officers',
  'ticket-issuer': 'issuers',
  resource: 'resources',
  grant: 'grants',
  'certificate-type': 'certificateTypes',
  'revoked-case': 'revokedCases',
  calendar: 'calendars',
  'clock-rule': 'clockRules',
  'resource-version': 'versions',
  threshold: 'thresholds',
  'open-doubt': 'openDoubts',
} as const satisfies Partial<Record<Kind, keyof Snapshot>>;

/** Kinds that decide nothing while somebody asks: they stay in the registry. */
const UNPUBLISHED = ['claim', 'dispute', 'doubt'] as const satisfies readonly Exclude<Kind, PublishedKind>[];

export type PublishedKind = keyof typeof MEMBERS;
export const PUBLISHED = Object.keys(MEMBERS) as readonly PublishedKind[];
export const KINDS: readonly Kind[] = [...PUBLISHED, ...UNPUBLISHED];

export type ItemOf<K extends Kind> = Extract<RegistryItem, { kind: K }>;
