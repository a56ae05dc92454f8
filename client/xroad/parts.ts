/** What the gateway knows of the hub, read when it is asked for. */
import { type clients, type Speaker, speakerOf } from './clients.ts';
import { answered, type Directory, directory, inForce, type Member, type Service } from './directory.ts';
import { type MemberId, written } from './identifiers.ts';
import { description, serviceDescription } from './openapi.ts';
import type { XRoadSettings } from './settings.ts';

export interface Parts {
  readonly settings: XRoadSettings;
  readonly identify: ReturnType<typeof clients>;
  readonly directory: () => Promise<Directory>;
  /** Of a service, as its OpenAPI text. */
  readonly describe: (member: MemberId, service: Service) => Promise<object>;
  /** What this caller's department may ask of the member. */
  readonly allowed: (speaker: Speaker, member: Member) => Promise<readonly Service[]>;
  /** Epoch ms. */
  readonly now: () => number;
}

/** `address`: this gateway's own, with scheme. */
export const parts = (settings: XRoadSettings, identify: Parts['identify'], address: string, now = Date.now): Parts => {
  const reader = speakerOf(settings, settings.directory);
  const read = directory(reader, settings);
  const described = description(reader);
  return {
    settings,
    identify,
    directory: read,
    now,
    describe: async (member, service) =>
      serviceDescription(await described(), service, `${address}/r1/${written([...member, service.code])}`),
    allowed: async ({ client, hub }, { services }) => {
      const consumer = (await read()).departmentOf(client);
      if (consumer === undefined) return [];
      const grants = (await hub.grants.list({ consumer }).all()).filter((grant) => inForce(grant, now()));
      const open = services.map(async ({ resource }) => {
        const own = grants.filter((grant) => grant.resource === resource.id);
        if (own.some(({ resourceVersion }) => resourceVersion === resource.version)) return true;
        // An earlier version is answered until its notice ends.
        const versions = own.length > 0 ? await hub.resources.versions(resource.id) : [];
        return versions.some((one) => answered(one, now()) && own.some((g) => g.resourceVersion === one.version));
      });
      const is = await Promise.all(open);
      return services.filter((_service, i) => is[i]);
    },
  };
};
