/** Errors of X-Road (PR-REST 4.6): category 1 is the service's own and goes through as it is; the others are told here. */
import { DeadlinePassed, HubError, NotReached, TokenRefused } from '../sdk/index.ts';

/** As PR-REST names them; X-Road's newest code writes access_denied and the like. */
export type XRoadType =
  | 'Client.BadRequest'
  | 'Client.SslAuthenticationFailed'
  | 'Server.ClientProxy.UnknownMember'
  | 'Server.ClientProxy.NetworkError'
  | 'Server.ClientProxy.InternalError'
  | 'Server.ServerProxy.AccessDenied'
  | 'Server.ServerProxy.UnknownService'
  | 'Server.ServerProxy.NetworkError'
  | 'Server.ServerProxy.ServiceFailed';

export class XRoadError extends Error {
  readonly type: XRoadType;
  /** For the log: the hub's own code and the id of its request. */
  readonly hub: { readonly code: string; readonly requestId?: string | undefined } | undefined;
  readonly retryAfterMs: number | undefined;
  constructor(
    type: XRoadType,
    message: string,
    { hub, retryAfterMs }: Partial<Pick<XRoadError, 'hub' | 'retryAfterMs'>> = {},
  ) {
    super(message);
    this.type = type;
    this.hub = hub;
    this.retryAfterMs = retryAfterMs;
  }
  /** Category 3 is 400, 2 and 4 are 500. */
  get status(): 400 | 500 {
    return this.type.startsWith('Client.') ? 400 : 500;
  }
}

const TYPES: Readonly<Partial<Record<string, XRoadType>>> = {
  'exchange-denied': 'Server.ServerProxy.AccessDenied',
  forbidden: 'Server.ServerProxy.AccessDenied',
  unauthenticated: 'Server.ClientProxy.InternalError',
  'department-unavailable': 'Server.ServerProxy.NetworkError',
  'department-timeout': 'Server.ServerProxy.NetworkError',
  'hub-not-ready': 'Server.ServerProxy.NetworkError',
};

/** What the service itself would answer: passed as it is. `request` is all that the caller of X-Road wrote. */
export const isServicesOwn = (error: unknown): error is HubError => {
  if (!(error instanceof HubError)) return false;
  if (error.code === 'invalid-request') return error.errors.every(({ field }) => field.startsWith('/request'));
  return [
    'not-found',
    'conflict',
    'unprocessable',
    'idempotency-key-reused',
    'answer-expired',
    'exchange-in-progress',
  ].includes(error.code);
};

/** Anything that was thrown as an error of X-Road. No text of a department is in it, and none of a request. */
export const xroadError = (error: unknown): XRoadError => {
  if (error instanceof XRoadError) return error;
  if (error instanceof HubError) {
    const hub = { code: error.code, requestId: error.requestId };
    const type = TYPES[error.code] ?? 'Server.ServerProxy.ServiceFailed';
    return new XRoadError(type, error.message, { hub, retryAfterMs: error.retryAfterMs });
  }
  if (error instanceof NotReached || error instanceof DeadlinePassed)
    return new XRoadError('Server.ClientProxy.NetworkError', 'the hub was not reached');
  if (error instanceof TokenRefused)
    return new XRoadError('Server.ClientProxy.InternalError', `the sign-in gives no token: ${error.reason}`);
  return new XRoadError('Server.ClientProxy.InternalError', 'internal error', { hub: { code: (error as Error).name } });
};
