/** Who is at work in a play: an officer, or a department's system, signed in and speaking to the hub over HTTP. */
import { clients } from '#city/clients.ts';
import { officers } from '#city/officers.ts';
import type { Bilingual } from '#schemas/department.ts';
import type { LocalCity } from '../local-city.ts';
import { shortName } from './names.ts';
import { get, post } from './window.ts';

/** One play of a trip's cases. */
export interface Play {
  readonly city: LocalCity;
  /** Begins every Idempotency-Key: played again, nothing is done twice. */
  readonly trip: string;
  /** Epoch ms at which it began. */
  readonly since: number;
  /** Milliseconds to wait for an answer that is under way. */
  readonly patience: number;
  /** Access token of an officer or a department's system, signed in once for some minutes. */
  token(who: string): Promise<string>;
}

/** Less than a token's life. */
const SIGNED_IN_MS = 240_000;

export const playOf = (city: LocalCity, trip: string, patience: number): Play => {
  const signedIn = new Map<string, { readonly token: Promise<string>; readonly until: number }>();
  const signIn = (who: string): Promise<string> => {
    const token = who.startsWith('officer-') ? city.officerToken(who) : city.token(who);
    signedIn.set(who, { token, until: city.clock.now() + SIGNED_IN_MS });
    token.catch(() => signedIn.delete(who));
    return token;
  };
  const token = (who: string): Promise<string> => {
    const known = signedIn.get(who);
    return known && city.clock.now() < known.until ? known.token : signIn(who);
  };
  return { city, trip, since: city.clock.now(), patience, token };
};

export interface AtWork {
  readonly department: string;
  /** 市场监管胡敏. */
  readonly who: Bilingual;
  /** `key`: tells this call from others of the play. Throws Refused, Stopped. */
  send<T>(path: string, body: unknown, key?: string): Promise<T>;
  look<T>(path: string): Promise<T>;
}

/** Throws when nobody of the city is called so. */
export const atWork = (play: Play, who: string): AtWork => {
  const officer = officers.find(({ id }) => id === who);
  const department = (officer ?? clients.find(({ id }) => id === who))?.department;
  if (department === undefined) throw new Error(`the city has no ${who}`);
  const { zh, en } = shortName(department);
  const url = (path: string) => `${play.city.url}/v1/${path}`;
  return {
    department,
    who: { zh: `${zh}${officer?.name ?? '业务系统'}`, en },
    send: async (path, body, key) =>
      post(
        {
          ...{ url: url(path), token: await play.token(who), body, patience: play.patience },
          ...(key === undefined ? {} : { key: `${play.trip}-${key}` }),
        },
        play.since,
      ),
    look: async (path) => get(url(path), await play.token(who), play.patience),
  };
};
