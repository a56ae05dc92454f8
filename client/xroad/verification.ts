/**
 * GET /verificationconf as metadata clients read it: a zip with the instance and shared-params.xml: members, subsystems, this server.
 * It is not signed and names no authority, because this gateway signs no messages: nothing can be verified by it.
 */
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import type { Directory } from './directory.ts';
import type { XRoadSettings } from './settings.ts';
import { escaped, tag } from './xml.ts';

const sharedParams = ({ members }: Directory, instance: string, settings: XRoadSettings, address: string): string => {
  const own = members.filter(({ id }) => id[0] === instance);
  const owners = Map.groupBy(own, ({ id }) => id.slice(0, 3).join('/'));
  const idOf = (key: string) => `id${[...owners.keys()].indexOf(key)}`;
  const member = [...owners].map(([key, subsystems]) => {
    const [, memberClass = '', memberCode = ''] = key.split('/');
    const codes = subsystems.map(
      ({ id }, i) => `<subsystem id="${idOf(key)}s${i}">${tag('subsystemCode', escaped(id[3]))}</subsystem>`,
    );
    const heads = tag('memberClass', tag('code', escaped(memberClass))) + tag('memberCode', escaped(memberCode));
    return `<member id="${idOf(key)}">${heads}${tag('name', escaped(subsystems[0]?.name ?? ''))}${codes.join('')}</member>`;
  });
  const [, ownerClass, ownerCode, serverCode] = settings.securityServer?.split('/') ?? [];
  const owner = `${instance}/${ownerClass}/${ownerCode}`;
  const served = [...owners].flatMap(([key, subsystems]) =>
    subsystems.map((_one, i) => tag('client', `${idOf(key)}s${i}`)),
  );
  const server = owners.has(owner)
    ? tag(
        'securityServer',
        `${tag('owner', idOf(owner))}${tag('serverCode', escaped(serverCode ?? ''))}${tag('address', escaped(address))}${served.join('')}`,
      )
    : '';
  return `<?xml version="1.0" encoding="UTF-8"?>\n<conf>${tag('instanceIdentifier', escaped(instance))}${member.join('')}${server}</conf>\n`;
};

/** `address`: of this gateway, without scheme and port. */
export const verificationConf = async (
  directory: Directory,
  settings: XRoadSettings,
  address: string,
): Promise<Buffer> => {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(settings.instance), 'verificationconf/instance-identifier');
  for (const instance of new Set(directory.members.map(({ id }) => id[0])))
    zip.addBuffer(
      Buffer.from(sharedParams(directory, instance, settings, address)),
      `verificationconf/${instance}/shared-params.xml`,
    );
  zip.end();
  return buffer(zip.outputStream);
};
