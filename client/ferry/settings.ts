/** What the courier is told: a JSON file that only its own account may read, because the key stands in it. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { Slug } from '#schemas/identifier.ts';

const CourierSettings = z.strictObject({
  /** The hub: https://host. */
  hub: z.url(),
  /** Where tokens are given: https://host/token. */
  tokens: z.url(),
  /** Audience of the proof by which the courier asks for a token: the issuer. */
  issuer: z.url(),
  /** The department system's id at the hub, and its private key (JWK) for private_key_jwt. */
  client: Slug,
  key: z.looseObject({ kty: z.string(), kid: z.string() }),
  department: Slug,
  /** Holds outgoing/, incoming/, done/ and refused/; both sides may reach the first two. */
  folder: z.string().min(1),
  pollMs: z.int().min(50).max(600_000).default(5000),
  /** Longest wait after failures. */
  backOffMs: z.int().min(50).max(3_600_000).default(60_000),
  /** How long an announced archive may still be on its way before the hub is shown what there is. */
  patienceMs: z.int().min(0).max(3_600_000).default(300_000),
  /** How long done/ and refused/ are kept: they hold personal data. */
  keepHours: z.number().min(0).max(720).default(24),
});
export type CourierSettings = z.infer<typeof CourierSettings>;

/** JSON.parse repeats in its message what it could not read, and that may be the key. */
const parsedJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("the courier's settings are no JSON");
  }
};

/** Throws one line that repeats nothing of the file. */
export const readSettings = (path: string): CourierSettings => {
  const parsed = CourierSettings.safeParse(parsedJson(readFileSync(path, 'utf8')), { reportInput: false });
  if (parsed.success) return parsed.data;
  throw new Error(
    `the courier's settings break: ${parsed.error.issues.map(({ path: at }) => at.join('/')).join(', ')}`,
  );
};
