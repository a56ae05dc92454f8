/** The hub as the courier sees it: three calls, each with a token that is asked for anew when it is no longer taken. */
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import * as z from 'zod';
import { Parcel } from '#schemas/ferry.ts';
import { Uuid } from '#schemas/identifier.ts';
import { ferryRoutes } from '#schemas/routes/ferry.ts';
import type { CourierSettings } from './settings.ts';

type HubSettings = Pick<CourierSettings, 'hub' | 'tokens' | 'issuer' | 'client' | 'key' | 'department'>;

const NextParcel = Parcel.extend({ id: Uuid });
export type NextParcel = z.infer<typeof NextParcel>;
const Offered = z.object({ parcel: NextParcel.nullable() });
const Token = z.object({ access_token: z.string().min(1) });

/** The hub has looked at the parcel and refuses it for good. `rule`: a stable word. */
export class Refused extends Error {
  readonly rule: string;
  constructor(rule: string) {
    super(`refused: ${rule}`);
    this.rule = rule;
  }
}

export interface Hub {
  next(): Promise<NextParcel | null>;
  taken(id: string): Promise<void>;
  /** Throws Refused; anything else may be tried again. */
  bring(parcel: Parcel): Promise<void>;
}

const TIMEOUT_MS = 30_000;
/** The parcel itself is at fault; with every other status it is the way, the key or the moment. */
const FOR_GOOD = [400, 413, 422];

const ruleOf = async (answer: Response): Promise<string> => {
  const said = z.object({ code: z.string(), errors: z.array(z.object({ rule: z.string() })).optional() });
  const problem = said.safeParse(await answer.json().catch(() => null)).data;
  const rule = problem?.errors?.[0]?.rule ?? problem?.code ?? '';
  return /^[a-z0-9-]{1,40}$/.test(rule) ? rule : `http-${answer.status}`;
};

export const hub = (settings: HubSettings): Hub => {
  const routes = ferryRoutes(settings.department);
  let token: string | undefined;

  const newToken = async (): Promise<string> => {
    const { issuer, tokens, client, key } = settings;
    const proof = await new SignJWT()
      .setProtectedHeader({ alg: String(key.alg ?? 'ES256'), kid: key.kid })
      .setIssuer(client)
      .setSubject(client)
      .setAudience(issuer)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('60s')
      .sign(await importJWK(key));
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: proof,
      scope: 'ferry',
    });
    const answer = await fetch(tokens, { method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok) throw new Error(`no token: http-${answer.status}`);
    return Token.parse(await answer.json()).access_token;
  };

  const post = async (path: string, body?: object): Promise<Response> => {
    for (let tries = 1; ; tries += 1) {
      token ??= await newToken();
      const answer = await fetch(new URL(path, settings.hub), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body ?? {}),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (answer.ok) return answer;
      if (answer.status === 401 && tries === 1) {
        await answer.body?.cancel();
        token = undefined;
        continue;
      }
      const rule = await ruleOf(answer);
      throw FOR_GOOD.includes(answer.status) ? new Refused(rule) : new Error(`http-${answer.status}:${rule}`);
    }
  };

  return {
    next: async () => Offered.parse(await (await post(routes.nextParcel.path)).json()).parcel,
    taken: async (id) => void (await (await post(routes.takenParcel.path.replace('{parcel}', id))).body?.cancel()),
    bring: async (parcel) => void (await (await post(routes.bringParcel.path, parcel)).body?.cancel()),
  };
};
