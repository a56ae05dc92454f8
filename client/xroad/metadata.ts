/** The metadata services of X-Road (PR-META, PR-MREST annex B) and what GovStack makes of them. */
import type { Directory, Member, Service } from './directory.ts';
import { XRoadError } from './errors.ts';
import { escaped } from './xml.ts';

/** What may be sent to a service: a question is posted to its root; where the answer comes later, it is fetched below. */
const endpointsOf = ({ resource }: Service): { method: string; path: string }[] => [
  { method: 'POST', path: '/' },
  ...(resource.asked === 'later' ? [{ method: 'GET', path: '/*' }] : []),
];

interface Entry {
  readonly type: 'MEMBER' | 'SUBSYSTEM';
  readonly parts: readonly string[];
  readonly name: string;
}

/** Each member once, its subsystems behind it. */
const entriesOf = (members: readonly Member[]): Entry[] => {
  const seen = new Set<string>();
  return members.flatMap(({ id, name }) => {
    const owner = id.slice(0, 3);
    const known = seen.has(owner.join('/'));
    seen.add(owner.join('/'));
    const subsystem = { type: 'SUBSYSTEM', parts: id, name } as const;
    return known ? [subsystem] : [{ type: 'MEMBER', parts: owner, name } as const, subsystem];
  });
};

/** `instance`: of a federated one; there is none here. */
const within = ({ members }: Directory, instance: string | null): Entry[] =>
  entriesOf(members.filter(({ id }) => instance === null || id[0] === instance));

export const listClientsJson = (directory: Directory, instance: string | null) => ({
  member: within(directory, instance).map(({ type, parts: [i, c, m, s], name }) => ({
    id: { object_type: type, xroad_instance: i, member_class: c, member_code: m, ...(s ? { subsystem_code: s } : {}) },
    name,
    ...(s ? { subsystem_name: s } : {}),
  })),
});

const TAGS = ['xRoadInstance', 'memberClass', 'memberCode', 'subsystemCode'];

export const listClientsXml = (directory: Directory, instance: string | null): string => {
  const members = within(directory, instance).map(({ type, parts, name }) => {
    const id = parts.map((part, i) => `<id:${TAGS[i]}>${escaped(part)}</id:${TAGS[i]}>`).join('');
    const subsystem = parts[3] ? `<xroad:subsystemName>${escaped(parts[3])}</xroad:subsystemName>` : '';
    return `<xroad:member><xroad:id id:objectType="${type}">${id}</xroad:id><xroad:name>${escaped(name)}</xroad:name>${subsystem}</xroad:member>`;
  });
  const spaces = 'xmlns:id="http://x-road.eu/xsd/identifiers" xmlns:xroad="http://x-road.eu/xsd/xroad.xsd"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<xroad:clientList ${spaces}>${members.join('')}</xroad:clientList>\n`;
};

/** Annex B, which clients follow; annex A of the same paper contradicts it. */
export const methodsJson = ({ id: [i, c, m, s] }: Member, services: readonly Service[]) => ({
  service: services.map((one) => ({
    object_type: 'SERVICE',
    service_type: 'OPENAPI',
    xroad_instance: i,
    member_class: c,
    member_code: m,
    subsystem_code: s,
    service_code: one.code,
    endpoint_list: endpointsOf(one),
  })),
});

/** GovStack's form of the same lists. */
export const govStackClients = ({ members }: Directory, instance: string | null) => ({
  member: entriesOf(members.filter(({ id }) => instance === null || id[0] === instance)).map(
    ({ type, parts: [i, c, m, s] }) => ({
      objectType: { object_type: type },
      GovStackInstance: i,
      memberClass: c,
      memberCode: m,
      ...(s ? { applicationCode: s } : {}),
    }),
  ),
});

export const govStackMethods = ({ id: [i, c, m, s] }: Member, services: readonly Service[]) => ({
  member: services.map((one) => ({
    objectType: { object_type: 'SERVICE' },
    serviceType: 'OPENAPI',
    GovStackInstance: i,
    memberClass: c,
    memberCode: m,
    applicationCode: s,
    serviceCode: one.code,
    endpointList: { member: endpointsOf(one) },
  })),
});

/** Throws when the path asks for an instance that is not served. */
export const knownInstance = (directory: Directory, instance: string | null): void => {
  if (instance !== null && !directory.members.some(({ id }) => id[0] === instance))
    throw new XRoadError('Client.BadRequest', 'this server knows no such instance');
};
