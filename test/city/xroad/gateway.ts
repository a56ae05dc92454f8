/** The X-Road gateway in front of the running city, and how it is called: as it is written, by no library that would tidy a path. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { departments } from '#city/departments.ts';
import { type RunningGateway, startGateway } from '#client/xroad/server.ts';
import { readSettings } from '#client/xroad/settings.ts';
import { boot } from '../support.ts';

export const codeOf = (id: string): string => departments.find((one) => one.id === id)?.creditCode ?? '';
export const memberOf = (id: string): string => `YK/GOV/${codeOf(id)}/${id}`;
export const HOUSING = memberOf('housing');
export const HOMES = `/r1/${memberOf('real-estate')}/titles-by-holder`;
export const TITLE = `/r1/${memberOf('real-estate')}/title`;
export const IDENTITY = `/r1/${memberOf('public-security')}/identity`;
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the gateway has written, of all scenarios. */
export const lines: object[] = [];

const start = async (): Promise<RunningGateway> => {
  const city = await boot();
  const folder = mkdtempSync(join(tmpdir(), 'onetrip-xroad-'));
  const speaker = (client: string) => {
    writeFileSync(join(folder, `${client}.jwk`), JSON.stringify(city.oidc.clientKeys(client)), { mode: 0o600 });
    return { client, keyFile: `${client}.jwk` };
  };
  const review = { 'real-estate/titles-by-holder': { purpose: { kind: 'standing', code: 'public-rental-review' } } };
  const settings = {
    hub: city.url,
    issuer: city.issuer,
    listen: { port: 0 },
    instance: 'YK',
    securityServer: `YK/GOV/${codeOf('data-authority')}/gateway1`,
    directory: speaker('data-authority-system'),
    clients: [
      { id: HOUSING, ...speaker('housing-system'), services: review, represents: [`GOV/${codeOf('housing')}`] },
      { id: memberOf('market-supervision'), ...speaker('market-supervision-system') },
      { id: memberOf('fire'), ...speaker('fire-system'), services: review },
      { id: memberOf('taxation'), ...speaker('taxation-system'), signs: true },
      { id: `${memberOf('taxation')}-plain`, ...speaker('taxation-system') },
      { id: 'eGov/GOV/1/homes', ...speaker('housing-system') },
    ],
    aliases: [{ id: 'eGov/GOV/7/land', department: 'real-estate', services: { homes1: 'titles-by-holder' } }],
  };
  const file = join(folder, 'settings.json');
  writeFileSync(file, JSON.stringify(settings), { mode: 0o600 });
  const gateway = await startGateway(readSettings(file), (line) => lines.push(line), city.clock.now);
  const stop = async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true });
  };
  return { ...gateway, stop };
};

let shared: Promise<RunningGateway> | undefined;
export const xroad = (): Promise<RunningGateway> => {
  shared ??= start();
  return shared;
};

interface Call {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}
/** As it is written: no client library that would tidy the path. */
export const call = async (path: string, { method = 'GET', headers = {}, body }: Call = {}) => {
  const sent = httpRequest((await xroad()).address, { method, path, headers });
  sent.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    sent.on('response', resolve).on('error', reject),
  );
  const said = await text(response);
  const json = /json/.test(response.headers['content-type'] ?? '') ? JSON.parse(said) : undefined;
  return { status: response.statusCode, headers: response.headers as Record<string, string>, text: said, json };
};
export const post = (path: string, body: unknown, headers: Record<string, string> = {}, client = HOUSING) =>
  call(path, { method: 'POST', headers: { 'X-Road-Client': client, ...headers }, body });
export const get = (path: string, headers: Record<string, string> = {}) =>
  call(path, { headers: { 'X-Road-Client': HOUSING, ...headers } });
