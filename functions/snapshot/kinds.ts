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
} as const satisfies Record<Kind, keyof Snapshot>;

export const KINDS = Object.keys(MEMBERS) as readonly Kind[];

export type ItemOf<K extends Kind> = Extract<RegistryItem, { kind: K }>;
