/**
 * Checks a code without the hub: the library's signature over what the code says, by the public keys that this page holds. Nothing of the
 * code leaves the page, and nothing but the keys is fetched, once, while there is a network.
 */
import { type OpenedText, openCode } from '#functions/certificates/offline/open-code.ts';
import { type KeyTime, keyTime } from '#functions/certificates/verifying/trusted.ts';
import type { OfflineStatement } from '#schemas/seal.ts';

interface Key {
  readonly keyId: string;
  readonly publicKey: { readonly x: string; readonly y: string };
  /** Epoch ms. */
  readonly validFrom: number;
  readonly retiredAt?: number;
  readonly compromisedAt?: number;
}

/** A key of the set, its times in seconds (OpenID Federation 1.0, 8.7.2). */
interface Listed {
  readonly kid?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly iat?: number;
  readonly exp?: number;
  readonly revoked?: { readonly revoked_at: number };
}

const keysIn = ({ keys }: { readonly keys: readonly Listed[] }): Key[] =>
  keys.flatMap(({ kid, crv, x, y, iat = 0, exp, revoked }) =>
    crv === 'P-256' && kid && x && y
      ? [
          {
            ...{ keyId: kid, publicKey: { x, y }, validFrom: iat * 1000 },
            ...(exp === undefined ? {} : { retiredAt: exp * 1000 }),
            ...(revoked ? { compromisedAt: revoked.revoked_at * 1000 } : {}),
          },
        ]
      : [],
  );

let held: readonly Key[] = [];

/** The newest that can be had; without a network, those that were fetched before. */
export const libraryKeys = async (): Promise<readonly Key[]> => {
  try {
    const response = await fetch('/v1/certificates/jwks.json');
    if (response.ok) held = keysIn(await response.json());
  } catch {
    // Without a network.
  }
  return held;
};

export interface Opened extends Omit<OpenedText, 'text' | 'until'> {
  readonly statement: OfflineStatement;
  /** Whether the library's key was good when it signed. */
  readonly key: KeyTime;
}

export type Offline =
  | { readonly says: 'opened'; readonly opened: Opened }
  /** None of the library's keys stands behind it. */
  | { readonly says: 'wrong' }
  /** There are no keys to check it with. */
  | { readonly says: 'no-keys' };

export const checkOffline = async (code: string, keys: readonly Key[]): Promise<Offline> => {
  if (keys.length === 0) return { says: 'no-keys' };
  const found = await openCode(code, keys);
  const key = keys.find(({ keyId }) => keyId === found?.keyId);
  if (!found || !key) return { says: 'wrong' };
  const { text, by, keyId, from } = found;
  return { says: 'opened', opened: { statement: JSON.parse(text), by, keyId, from, key: keyTime(key, from) } };
};
