/** Signed data that was handed in: a compact JWS, or a master with its seal as one JSON text. Trusts nothing in it. */
import { CertificateIdentifier } from '#schemas/identifier.ts';
import type { Check } from '#schemas/verified.ts';
import { openCompact } from '../jws.ts';
import { sha256Hex } from '../master.ts';
import { openSeal, openSealedData } from '../seal/proof.ts';
import { type Keys, signerResults } from './keys.ts';
import { found } from './results.ts';

export interface CheckedData {
  readonly checks: readonly Check[];
  /** SHA-256 (hex) of the data, when a key of the library signed them. Unsigned, they are a guess, and no guess about a person is answered. */
  readonly sha256?: string;
  readonly claims?: string;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The unsigned payload's claim only says which certificate to compare with. */
const claimIn = (payload: string): { readonly claims?: string } => {
  const claimed = CertificateIdentifier.safeParse(
    (parsed(payload) as { identifier?: unknown } | undefined)?.identifier,
  );
  return claimed.success ? { claims: claimed.data } : {};
};

interface Opened {
  readonly keyId: string;
  readonly payload: string;
  /** Epoch ms of the sealing; unknown for the first signatures, which were made one by one. */
  readonly from?: number;
}

const fromCompact = async (jws: string, keys: Keys): Promise<Opened | undefined> => {
  const sealed = openSealedData(jws, (id) => keys.find(({ keyId }) => keyId === id)?.publicKey);
  if (sealed) return sealed;
  for (const key of keys.filter(({ algorithm }) => algorithm === 'ES256')) {
    const payload = await openCompact(key, jws);
    if (payload !== undefined) return { keyId: key.keyId, payload };
  }
  return undefined;
};

const fromPair = (text: string, keys: Keys): { payload: string; opened?: Opened } => {
  const { master, seal } = (parsed(text) ?? {}) as { master?: unknown; seal?: unknown };
  const payload = typeof master === 'string' ? master : '';
  const bytes = Buffer.from(JSON.stringify(seal ?? null));
  const opened = openSeal(bytes, Buffer.from(payload), (id) => keys.find(({ keyId }) => keyId === id)?.publicKey);
  return { payload, ...(opened ? { opened: { ...opened, payload } } : {}) };
};

/** `at`: when the library made it, where that is known (epoch ms). */
export const checkData = async (
  text: string,
  keys: Keys,
  at: (identifier: string) => Promise<number | undefined>,
): Promise<CheckedData> => {
  const pair = text.trimStart().startsWith('{') ? fromPair(text, keys) : undefined;
  const opened = pair ? pair.opened : await fromCompact(text, keys);
  const payload =
    opened?.payload ?? pair?.payload ?? Buffer.from(text.split('.')[1] ?? '', 'base64url').toString('utf8');
  const claim = claimIn(payload);
  if (!opened) return { checks: [found('signature', 'wrong')], ...claim };
  const key = keys.find(({ keyId }) => keyId === opened.keyId);
  const made = claim.claims === undefined ? undefined : await at(claim.claims);
  const checks = [found('signature', 'right'), ...signerResults(key, made ?? opened.from ?? 0)];
  return { checks, sha256: sha256Hex(payload), ...claim };
};
