/** Tables of the hub under a scenario: what every case stands on, and what is made when something is told, noticed or changed. */
import type { TableName } from '../../tables.ts';

export const ROOM_TABLES = ['cases', 'registry', 'snapshots', 'exchanges', 'uses'] as const satisfies TableName[];
export type RoomTable = (typeof ROOM_TABLES)[number];

export const FURTHER_TABLES = [
  'events',
  'subscriptions',
  'notices',
  'operations',
  'certificates',
  'quotas',
] as const satisfies TableName[];
export type FurtherTable = (typeof FURTHER_TABLES)[number];
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

/** What surrounds a call that is none of a table; nothing unless said. */
export type Around = <A extends readonly unknown[], R>(call: (...args: A) => Promise<R>) => (...args: A) => Promise<R>;

/** What of a room is not in its tables. Returns how to have it so again. */
export type Memory = () => () => void;

/** Of a map that is never replaced. */
export const remembering =
  <K, V>(map: Map<K, V>): Memory =>
  () => {
    const then = [...map];
    return () => {
      map.clear();
      for (const [key, value] of then) map.set(key, value);
    };
  };
/** Of a list that is never replaced. */
export const rememberingAll =
  <T>(list: T[]): Memory =>
  () => {
    const then = [...list];
    return () => void list.splice(0, list.length, ...then);
  };
/** Of several rooms as one. */
export const together =
  (...all: readonly Memory[]): Memory =>
  () => {
    const back = all.map((one) => one());
    return () => {
      for (const one of back) one();
    };
  };
