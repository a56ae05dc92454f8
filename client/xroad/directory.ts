/** Who is there and what can be asked: departments as members, their resources as services; read from the hub and kept a minute. */
import type { Grant } from '#schemas/grant.ts';
import type { Resource } from '#schemas/resource.ts';
import type { clientRoutes, departmentRoutes } from '#schemas/routes/access.ts';
import { listing, type OneTrip } from '../sdk/index.ts';
import { XRoadError } from './errors.ts';
import { type MemberId, written } from './identifiers.ts';
import type { XRoadSettings } from './settings.ts';

export interface Service {
  readonly code: string;
  readonly resource: Resource;
}

export interface Member {
  readonly id: MemberId;
  readonly name: string;
  readonly department: string;
  readonly services: readonly Service[];
}

export interface Directory {
  readonly members: readonly Member[];
  /** Throws UnknownMember. */
  member(id: MemberId): Member;
  /** Throws UnknownMember, UnknownService. */
  service(id: MemberId, code: string): Service;
  /** The department of a client of the hub. */
  departmentOf(client: string): string | undefined;
}

const KEPT_MS = 60_000;
const USED_MS = 300_000;

const offered = ({ state, sharing }: Resource): boolean =>
  (state === 'published' || state === 'deprecated') && sharing !== 'withheld';

const servicesOf = (
  resources: readonly Resource[],
  department: string,
  named?: Readonly<Record<string, string>>,
): Service[] => {
  const own = resources
    .filter((resource) => resource.department === department && offered(resource))
    .map((resource) => ({ code: resource.id.split('/')[1] ?? '', resource }));
  if (!named) return own;
  return Object.entries(named).flatMap(([code, name]) =>
    own.filter((one) => one.code === name).map(({ resource }) => ({ code, resource })),
  );
};

const load = async (hub: OneTrip, settings: XRoadSettings): Promise<Directory> => {
  const departments = listing((cursor) =>
    hub.call<typeof departmentRoutes.list>({
      method: 'GET',
      path: '/v1/departments',
      scope: 'registry',
      query: { limit: 100, cursor },
    }),
  );
  const clients = listing((cursor) =>
    hub.call<typeof clientRoutes.list>({
      method: 'GET',
      path: '/v1/clients',
      scope: 'registry',
      query: { limit: 100, cursor },
    }),
  );
  const [offices, systems, resources] = await Promise.all([
    departments.all(),
    clients.all(),
    hub.resources.list().all(),
  ]);
  const { instance, memberClass, aliases } = settings;
  const members: Member[] = offices
    .filter(({ suspended }) => suspended === undefined)
    .flatMap(({ id, name, creditCode }) => {
      const member = { name: `${name.zh} ${name.en}`, department: id };
      const others = aliases.filter(({ department }) => department === id);
      return [
        { ...member, id: [instance, memberClass, creditCode, id] as const, services: servicesOf(resources, id) },
        ...others.map((alias) => ({
          ...member,
          id: alias.id.split('/') as unknown as MemberId,
          services: servicesOf(resources, id, alias.services),
        })),
      ];
    });
  const byId = new Map(members.map((member) => [written(member.id), member]));
  const departmentOf = new Map(systems.map(({ id, department }) => [id, department]));
  const member = (id: MemberId): Member => {
    const found = byId.get(written(id));
    if (!found) throw new XRoadError('Server.ClientProxy.UnknownMember', `no member ${id.join('/')}`);
    return found;
  };
  return {
    members,
    member,
    service: (id, code) => {
      const found = member(id).services.find((one) => one.code === code);
      if (!found) throw new XRoadError('Server.ServerProxy.UnknownService', `no service ${[...id, code].join('/')}`);
      return found;
    },
    departmentOf: (client) => departmentOf.get(client),
  };
};

/** Reads when it is first asked. What is a minute old is read again beside whoever asks; what is five minutes old, before he is answered. */
export const directory = (hub: OneTrip, settings: XRoadSettings, now: () => number = () => performance.now()) => {
  let held: { readonly known: Directory; readonly at: number } | undefined;
  let reading: Promise<Directory> | undefined;
  const read = (): Promise<Directory> => {
    reading ??= load(hub, settings)
      .then((known) => {
        held = { known, at: now() };
        return known;
      })
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  return async (): Promise<Directory> => {
    const age = held ? now() - held.at : Number.POSITIVE_INFINITY;
    if (!held || age >= USED_MS) return read();
    // When the hub fails meanwhile, what is known goes on.
    if (age >= KEPT_MS) read().catch(() => undefined);
    return held.known;
  };
};

/** Whether the grant is in force, whatever version it names. `now`: epoch ms. */
export const inForce = ({ state, suspended, from, until }: Grant, now: number): boolean =>
  state === 'active' && suspended === undefined && Date.parse(from) <= now && now < Date.parse(until);

/** Whether a version is answered. */
export const answered = ({ state, ends }: Resource, now: number): boolean =>
  (state === 'published' || state === 'deprecated') && (ends === undefined || now < Date.parse(ends));
