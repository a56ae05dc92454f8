/** 接入覆盖率: which systems of a department have joined, of those that it is known to have. */
import type { Client, Department } from '#schemas/department.ts';
import type { Snapshot } from '#schemas/snapshot.ts';
import type { Coverage } from '#schemas/statistics.ts';

const joins = (clients: ReadonlyMap<string, Client>, id: string | undefined): boolean => {
  const client = id === undefined ? undefined : clients.get(id);
  // The officers' console has no key; it is nobody's system.
  return client?.keys !== undefined && !client.suspended;
};

const of = (clients: ReadonlyMap<string, Client>, { id, name, systems }: Department): Coverage => {
  const own = [...clients.values()].filter((client) => client.department === id && joins(clients, client.id));
  // What has joined is known, also where the survey has forgotten it.
  const forgotten = own.filter((client) => !systems?.some((system) => system.client === client.id)).length;
  const joined = (systems ?? []).filter((system) => joins(clients, system.client)).length + forgotten;
  return {
    department: id,
    name,
    joined,
    known: (systems?.length ?? 0) + forgotten,
    surveyed: systems !== undefined,
    missing: (systems ?? []).filter((system) => !joins(clients, system.client)).map((system) => system.name),
  };
};

export const coverage = ({ departments, clients }: Pick<Snapshot, 'departments' | 'clients'>): Coverage[] => {
  const byId = new Map(clients.map((client) => [client.id, client]));
  return departments.map((department) => of(byId, department));
};
