/** Whom the command speaks as: a profile file, the environment, or the city that runs on this machine. Keys stay in files of their own. */
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ClientKey, OneTripOptions } from '../sdk/index.ts';
import { BadSettings } from '../sdk/index.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** What is kept: addresses and names, and where the key lies. */
export interface Profile {
  readonly hub: string;
  readonly issuer: string;
  readonly client: string;
  /** Absent: an officer has signed in, and his token stands in a file of its own. */
  readonly keyFile?: string;
}

/** The client that speaks in the local city unless --as says another. */
const LOCAL_CLIENT = 'housing-system';

export const profilesFile = (env: Env): string =>
  join(env.XDG_CONFIG_HOME ?? join(env.HOME ?? '.', '.config'), 'onetrip', 'profiles.json');

/** Throws when others may read it: whoever reads a key can be its owner. */
const ownersOnly = (file: string): string => {
  let text: string;
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw new BadSettings(`他人可读 others may read ${file}: chmod 600 ${file}`);
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof BadSettings) throw error;
    throw new BadSettings(`无法读取 cannot read ${file}`);
  }
  return text;
};

/** JSON.parse repeats what it could not read. */
const parsed = (text: string, file: string): Record<string, unknown> => {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new BadSettings(`不是 JSON ${file} is no JSON`);
  }
};

export const readKeyFile = (file: string): ClientKey => {
  const text = ownersOnly(file);
  if (/^-----BEGIN /.test(text))
    throw new BadSettings(`${file}: 请用 JWK（含 kid）save the key as a JWK, which names its kid`);
  const key = parsed(text, file);
  if (typeof key.kid !== 'string' || typeof key.kty !== 'string') throw new BadSettings(`${file} is no JWK with a kid`);
  return key as unknown as ClientKey;
};

const known = (env: Env): Record<string, Profile> => {
  const file = profilesFile(env);
  try {
    statSync(file);
  } catch {
    return {};
  }
  return parsed(ownersOnly(file), file) as Record<string, Profile>;
};

export const profileNames = (env: Env): string[] => Object.keys(known(env));

/** Written whole under another name first, so that a broken write loses nothing. */
const written = (file: string, value: unknown): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};

export const saveProfile = (env: Env, name: string, profile: Profile): string => {
  const file = profilesFile(env);
  written(file, { ...known(env), [name]: profile });
  return file;
};

/** An officer's token, kept for the minutes that it lives. */
const tokensFile = (env: Env): string => join(dirname(profilesFile(env)), 'signed-in.json');
const signedIn = (env: Env): Record<string, { token?: unknown; until?: unknown }> => {
  const file = tokensFile(env);
  return existsSync(file) ? (parsed(ownersOnly(file), file) as never) : {};
};

/** `until`: epoch ms. */
export const saveToken = (env: Env, name: string, token: string, until: number): void => {
  // Those that are over are kept no longer.
  const live = Object.entries(signedIn(env)).filter(([, one]) => Number(one.until) > Date.now());
  written(tokensFile(env), { ...Object.fromEntries(live), [name]: { token, until } });
};

const heldToken = (env: Env, name: string): string => {
  const { token, until } = signedIn(env)[name] ?? {};
  if (typeof token === 'string' && Number(until) > Date.now()) return token;
  throw new BadSettings(`登录已过期 signed in no longer: onetrip login --officer … --name ${name}`);
};

type Speaker = Pick<OneTripOptions, 'hub' | 'issuer' | 'clientId' | 'key' | 'token'>;

/** `npm start` gives the sign-in the port behind the hub's. */
const besideIssuer = (issuer: string): string => {
  const url = new URL(issuer);
  url.port = String(Number(url.port) - 1);
  return url.origin;
};

const local = (env: Env, as: string | undefined): Speaker => {
  const folder = env.ONETRIP_DATA ?? '.onetrip';
  const file = join(folder, 'sign-in.json');
  const { issuer, clients } = parsed(ownersOnly(file), file);
  if (typeof issuer !== 'string')
    throw new BadSettings(`本机没有运行中的城市 no city runs in ${folder}: npm start, or set ONETRIP_DATA`);
  const keys = clients as Readonly<Record<string, ClientKey>>;
  const clientId = as ?? env.ONETRIP_CLIENT ?? LOCAL_CLIENT;
  const key = keys[clientId];
  if (!key) throw new BadSettings(`--as 可取 is one of ${Object.keys(keys).join(', ')}`);
  return { hub: env.ONETRIP_HUB ?? besideIssuer(issuer), issuer, clientId, key };
};

/** `name`: of --profile. The environment goes before a profile, and both are whole or not at all. Throws BadSettings. */
export const speaker = (env: Env, name: string | undefined, as: string | undefined): Speaker => {
  const wanted = name ?? env.ONETRIP_PROFILE;
  if (wanted === 'local') return local(env, as);
  const { ONETRIP_HUB: hub, ONETRIP_ISSUER: issuer, ONETRIP_CLIENT: client, ONETRIP_KEY: keyFile } = env;
  if (wanted === undefined && hub && issuer && client && keyFile)
    return { hub, issuer, clientId: client, key: readKeyFile(keyFile) };
  const profile = known(env)[wanted ?? 'default'];
  if (!profile)
    throw new BadSettings(
      `没有登录配置 no profile "${wanted ?? 'default'}": onetrip login …, --profile local, or set ONETRIP_HUB, ONETRIP_ISSUER, ONETRIP_CLIENT and ONETRIP_KEY`,
    );
  const { hub: at, issuer: by, client: clientId, keyFile: file } = profile;
  const base = { hub: at, issuer: by, clientId };
  if (file === undefined) return { ...base, token: async () => heldToken(env, wanted ?? 'default') };
  return { ...base, key: readKeyFile(resolve(file)) };
};
