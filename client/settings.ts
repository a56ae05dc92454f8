/** What a program beside a department is told: a JSON file that only its own account may read, because its key stands in it. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { Slug } from '#schemas/identifier.ts';

/** How the hub is reached, and who calls it. */
export const hubSettings = {
  /** The hub: https://host. */
  hub: z.url(),
  /** The sign-in, exactly as it names itself: audience of the proof by which the program asks for a token. */
  issuer: z.url(),
  /** The department system's id at the hub, and its private key (JWK) for private_key_jwt. */
  client: Slug,
  key: z.looseObject({ kty: z.string(), kid: z.string() }),
  department: Slug,
};

/** JSON.parse repeats in its message what it could not read, and that may be the key. */
const parsedJson = (text: string, who: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`the ${who}'s settings are no JSON`);
  }
};

/** `who`: courier, agent. Throws one line that repeats nothing of the file. */
export const readSettingsOf = <S extends z.ZodType>(who: string, schema: S, path: string): z.output<S> => {
  const parsed = schema.safeParse(parsedJson(readFileSync(path, 'utf8'), who), { reportInput: false });
  if (parsed.success) return parsed.data;
  throw new Error(`the ${who}'s settings break: ${parsed.error.issues.map(({ path: at }) => at.join('/')).join(', ')}`);
};
