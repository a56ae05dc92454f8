/** Who asked for what under which Idempotency-Key, as digests: the same again is the same command. */
import { canonical } from '#functions/kernel/canonical.ts';
import { type HubKeys, hmac } from '#functions/kernel/digest.ts';
import type { Caller } from '#functions/kernel/request.ts';

/** What was asked, so that the same key with another body is told. */
export interface Command {
  readonly id: string;
  readonly request: string;
}

/** How long a command is known: longer than any queue or caller repeats it. */
export const COMMAND_KEPT_S = 30 * 86_400;

export const commandOf = (
  keys: HubKeys,
  { caller, idempotencyKey = '', body }: { caller: Caller; idempotencyKey?: string; body: unknown },
): Command => ({
  id: hmac(keys.request, `${caller.clientId}\n${caller.subject}\n${idempotencyKey}`),
  request: hmac(keys.request, canonical(body)),
});
