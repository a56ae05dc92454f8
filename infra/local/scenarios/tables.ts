/** Tables of the hub under a scenario: what every case stands on, and what is made when something is told, noticed or changed. */
import type { TableName } from '../../tables.ts';

export const ROOM_TABLES = ['cases', 'registry', 'snapshots', 'exchanges', 'uses'] as const satisfies TableName[];
export type RoomTable = (typeof ROOM_TABLES)[number];

export type FurtherTable = Extract<
  TableName,
  'events' | 'subscriptions' | 'notices' | 'operations' | 'certificates' | 'quotas'
>;
/** Makes the table, empty, when it is first needed, and gives its name; most scenarios need none. */
export type Further = (table: FurtherTable) => Promise<string>;

/** Each is made once, whoever comes first. */
export const further = (make: Further): Further => {
  const made = new Map<FurtherTable, Promise<string>>();
  return (table) => {
    const name = made.get(table) ?? make(table);
    made.set(table, name);
    return name;
  };
};
