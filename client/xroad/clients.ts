/** Who calls: X-Road-Client to the department system that the gateway speaks as. */
import { OneTrip } from '../sdk/index.ts';
import { type SigningJwk, signer } from '../sdk/sign.ts';
import { XRoadError } from './errors.ts';
import { identifier, written } from './identifiers.ts';
import type { Message } from './message.ts';
import { readKey, type Standard, type XRoadSettings } from './settings.ts';

export interface Speaker {
  /** X-Road-Client as it goes back. */
  readonly id: string;
  readonly client: string;
  readonly hub: OneTrip;
  readonly represents: readonly string[];
  /** What the hub must be told beyond the request. */
  readonly standard: (resource: string) => Standard;
}

/** Callers of X-Road wait a minute at most. */
const DEADLINE_MS = 30_000;

interface Known {
  readonly client: string;
  readonly keyFile: string;
  readonly signs?: boolean;
}

export const speakerOf = (settings: XRoadSettings, { client, keyFile, signs = false }: Known, now = Date.now) => {
  const key = readKey(settings, keyFile);
  return new OneTrip({
    hub: settings.hub,
    issuer: settings.issuer,
    clientId: client,
    key,
    deadlineMs: DEADLINE_MS,
    ...(signs ? { sign: signer(key as SigningJwk, now) } : {}),
  });
};

/** Names under which the header goes, X-Road's own first. */
const CLIENT_HEADERS = ['x-road-client', 'information-mediator-client', 'x-govstack-client'] as const;

export const clientHeader = ({ header }: Message): string => CLIENT_HEADERS.map(header).find(Boolean) ?? '';

/** Opens every key once. `now`: epoch ms, by which requests are signed. */
export const clients = (settings: XRoadSettings, now = Date.now) => {
  const known = new Map(
    settings.clients.map((client) => {
      const { id, services, represents, certificates } = client;
      const standard = (resource: string): Standard => services[resource] ?? services['*'] ?? { party: 'applicant' };
      const speaker: Speaker = {
        id,
        client: client.client,
        hub: speakerOf(settings, client, now),
        represents,
        standard,
      };
      return [written(id.split('/')), { speaker, certificates }] as const;
    }),
  );

  /** Throws Client.BadRequest without a known client, Client.SslAuthenticationFailed with another's certificate. */
  return (message: Message): Speaker => {
    const said = clientHeader(message);
    if (said === '') throw new XRoadError('Client.BadRequest', 'X-Road-Client is missing');
    const found = known.get(written(identifier(said, 'X-Road-Client', 3, 4)));
    if (!found) throw new XRoadError('Client.BadRequest', 'this server speaks for no such X-Road-Client');
    const { speaker, certificates } = found;
    if (certificates && !certificates.includes(message.certificate ?? ''))
      throw new XRoadError('Client.SslAuthenticationFailed', 'the certificate is none by which this client may come');
    return speaker;
  };
};
