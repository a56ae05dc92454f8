/** What is agreed with a department that is reached by ferried files: the keys of both sides, and how long it may take. Stands in its secret. */
import * as z from 'zod';
import { readSecret } from '../secret.ts';
import { signer, verifier } from '../signatures.ts';
import type { Sign, Verify } from './manifest.ts';

export interface Link {
  readonly sign: Sign;
  readonly verify: Verify;
  /** A parcel that was taken and is not answered is handed out again after this. */
  readonly leaseMs: number;
}

const Settings = z.object({
  /** The hub's SM2 private key: 32 bytes, hex. Signs the parcels of questions. */
  hubKey: z.string(),
  /** The department's SM2 public key: 65 bytes, uncompressed, hex. */
  departmentKey: z.string(),
  leaseSeconds: z.int().min(1).max(86_400).default(600),
});

/** The signature of a manifest (docs/ferry.md). */
const SM2 = {
  kind: 'sm2',
  form: 'der',
  userId: '1234567812345678',
  charset: 'utf-8',
  separator: '',
  result: 'hex',
} as const;

/** Throws without repeating the secret. */
export const readLink = (text: string): Link => {
  const { hubKey, departmentKey, leaseSeconds } = readSecret(Settings, text);
  const sign = signer({ ...SM2, privateKey: hubKey });
  const verify = verifier({ ...SM2, publicKey: departmentKey });
  return {
    sign: (line) => sign([line]),
    verify: (line, signature) => verify([line], signature),
    leaseMs: leaseSeconds * 1000,
  };
};
