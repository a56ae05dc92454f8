/** The stage's throttling: one bucket a route, in machine time. */
import type { Deployment } from '../template.ts';

interface Limit {
  /** Requests per second. */
  readonly rate: number;
  readonly burst: number;
}

interface RouteSettings {
  readonly ThrottlingRateLimit?: number;
  readonly ThrottlingBurstLimit?: number;
}

const limitOf = (settings: RouteSettings | undefined): Limit | undefined =>
  settings?.ThrottlingRateLimit === undefined
    ? undefined
    : { rate: settings.ThrottlingRateLimit, burst: settings.ThrottlingBurstLimit ?? settings.ThrottlingRateLimit };

/** False: the caller gets 429. */
export type Admit = (routeKey: string) => boolean;

/** `clock`: milliseconds from an arbitrary start. */
export const throttle = (deployment: Deployment, clock: () => number = () => performance.now()): Admit => {
  const stage = deployment.ofType('AWS::ApiGatewayV2::Stage')[0]?.properties;
  const standard = limitOf(stage?.DefaultRouteSettings);
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (key) => {
    const limit = limitOf(stage?.RouteSettings?.[key]) ?? standard;
    if (!limit) return true;
    const now = clock();
    const bucket = buckets.get(key) ?? { tokens: limit.burst, at: now };
    const tokens = Math.min(limit.burst, bucket.tokens + ((now - bucket.at) / 1000) * limit.rate);
    const admitted = tokens >= 1;
    buckets.set(key, { tokens: admitted ? tokens - 1 : tokens, at: now });
    return admitted;
  };
};
