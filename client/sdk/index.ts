/** What a department's developer imports. */
export type { AskOptions, Later, Question } from './ask.ts';
export type { AnsweredAs, AnswerOf, FieldOf, RequestOf, ResourceName } from './asked.ts';
export { hasEnded } from './batches.ts';
export type { CallOptions, Sign } from './call.ts';
export {
  BadSettings,
  DeadlinePassed,
  HubError,
  NotReached,
  NotTheHub,
  OneTripError,
  TokenRefused,
} from './errors.ts';
export type { ClientKey, PrivateJwk } from './key.ts';
export { OneTrip, type OneTripOptions } from './onetrip.ts';
export { type Listing, listing } from './paging.ts';
export type {
  Live,
  Missing,
  Otherwise,
  Resolution,
  Resolved,
  Source,
  Sources,
  StandIn,
  StoodIn,
  Within,
} from './resolution.ts';
export { certifiedPaper, resolve, returnedCopy } from './resolve.ts';
export { verifyWebhook, type Webhook, WebhookRefused } from './webhook.ts';
