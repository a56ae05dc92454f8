/** Signing in. The token lives in this module's memory alone: a reload asks the sign-in again, silently where it still knows the officer. */
import { useSyncExternalStore } from 'react';
import { type Attempt, attempt, authorizeUrl, type Endpoints, returned } from './pkce.ts';

export interface Session {
  readonly token: string;
  /** Epoch ms. */
  readonly until: number;
  readonly scopes: readonly string[];
}

export type SignIn =
  | { readonly at: 'starting' }
  | { readonly at: 'out'; readonly why?: 'over' | 'failed' | 'unreachable' | 'left' }
  | { readonly at: 'in'; readonly session: Session };

const SCOPES = ['catalogue', 'certificates', 'certificates.issue', 'uses'] as const;
const HOME = '/console';
const CALLBACK = `${HOME}/callback`;
/** What must outlive the way to the sign-in and back; deleted on return. */
const PENDING = 'onetrip.sign-in';
/** That somebody was signed in here: then a reload may ask silently. */
const KNOWN = 'onetrip.known';
const CHANNEL = 'onetrip.sign-in';

const { issuer = '', client: clientId = '' } = document.documentElement.dataset;
const redirect = `${location.origin}${CALLBACK}`;

let state: SignIn = { at: 'starting' };
const listeners = new Set<() => void>();
const become = (next: SignIn): void => {
  state = next;
  for (const tell of listeners) tell();
};
const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => void listeners.delete(tell);
};
export const useSignIn = (): SignIn => useSyncExternalStore(subscribe, () => state);

/** The token, while it lives. */
export const token = (): string | undefined =>
  state.at === 'in' && state.session.until > Date.now() ? state.session.token : undefined;

let discovered: Promise<Endpoints> | undefined;
const endpoints = (): Promise<Endpoints> => {
  discovered ??= fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
    .then((response) => response.json())
    .then((said) => ({
      authorize: said.authorization_endpoint,
      token: said.token_endpoint,
      end: said.end_session_endpoint,
    }));
  discovered.catch(() => {
    discovered = undefined;
  });
  return discovered;
};

const exchange = async (code: string, { verifier }: Attempt): Promise<Session> => {
  const asked = Date.now();
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
    client_id: clientId,
    code_verifier: verifier,
  });
  const response = await fetch((await endpoints()).token, { method: 'POST', body });
  if (!response.ok) throw new Error('token refused');
  const said = await response.json();
  return {
    token: said.access_token,
    until: asked + Number(said.expires_in) * 1000,
    scopes: String(said.scope ?? '').split(' '),
  };
};

const urlFor = async (made: Attempt, prompt?: 'none' | 'login'): Promise<string> =>
  authorizeUrl(
    { endpoints: await endpoints(), clientId, redirect, scopes: SCOPES, ...(prompt ? { prompt } : {}) },
    made,
  );

/** Leaves for the sign-in; it sends the officer back to the page that he left. */
export const signIn = async (prompt?: 'none' | 'login'): Promise<void> => {
  try {
    const made = attempt();
    const url = await urlFor(made, prompt);
    const page = location.pathname === CALLBACK ? HOME : location.pathname;
    sessionStorage.setItem(PENDING, JSON.stringify({ ...made, page }));
    location.assign(url);
  } catch {
    become({ at: 'out', why: 'unreachable' });
  }
};

/** A new token through a window of its own, so that the work on this page stays. Rejects when there is none. */
export const renew = async (): Promise<void> => {
  const popup = open('about:blank', '_blank', 'popup,width=480,height=640');
  const made = attempt();
  const channel = new BroadcastChannel(CHANNEL);
  try {
    const heard = new Promise<string>((resolve) => {
      channel.onmessage = ({ data }) => returned(String(data), made, issuer) && resolve(String(data));
    });
    if (!popup) throw new Error('no window');
    popup.location.href = await urlFor(made);
    const back = returned(await heard, made, issuer);
    if (back?.kind !== 'code') throw new Error('not signed in');
    become({ at: 'in', session: await exchange(back.code, made) });
  } finally {
    channel.close();
    popup?.close();
  }
};

export const signOut = async (): Promise<void> => {
  sessionStorage.removeItem(KNOWN);
  become({ at: 'out', why: 'left' });
  history.replaceState(null, '', HOME);
  const { end } = await endpoints().catch(() => ({ end: undefined }));
  if (end) location.assign(end);
};

/** The token is refused or over: what was typed stays, but nothing more is asked. */
export const sessionOver = (): void => {
  if (state.at === 'in') become({ at: 'in', session: { ...state.session, until: 0 } });
};

const back = async (): Promise<void> => {
  const text = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  // A window that only renews hands on what it was told.
  if (text === null) {
    new BroadcastChannel(CHANNEL).postMessage(location.search);
    window.close();
    return become({ at: 'out' });
  }
  const made = JSON.parse(text) as Attempt & { page: string };
  const found = returned(location.search, made, issuer);
  history.replaceState(null, '', made.page);
  if (found?.kind !== 'code') {
    sessionStorage.removeItem(KNOWN);
    // Asked silently, and the sign-in would have to ask the officer something: no failure, he signs in again.
    const silent = /^(login|interaction|consent)_required$/.test(found?.error ?? '');
    return become({ at: 'out', why: silent ? 'over' : 'failed' });
  }
  const session = await exchange(found.code, made);
  sessionStorage.setItem(KNOWN, '1');
  become({ at: 'in', session });
};

/** Called once, when the page opens. */
export const start = async (): Promise<void> => {
  try {
    if (location.pathname === CALLBACK) return await back();
    if (sessionStorage.getItem(KNOWN)) return await signIn('none');
    become({ at: 'out' });
  } catch {
    become({ at: 'out', why: 'failed' });
  }
};
