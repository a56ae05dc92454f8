/** Routes of the HTTP API as the template declares them, and which one a request meets. */
import type { Deployed, Deployment } from '../template.ts';

export interface GatewayRoute {
  readonly key: string;
  readonly method: string;
  /** Segments of the path template; none for $default. */
  readonly segments: readonly string[];
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly authorizer?: { readonly issuer: string; readonly audience: readonly string[] };
  readonly scopes: readonly string[];
}

export interface Met {
  readonly route: GatewayRoute;
  readonly params: Record<string, string>;
}

const named = (deployment: Deployment, type: string, name: unknown): Deployed | undefined =>
  deployment.ofType(type).find((resource) => resource.name === name);

const split = (path: string): string[] => path.split('/').slice(1);

const routeOf = (deployment: Deployment, { id, properties }: Deployed): GatewayRoute => {
  const key = String(properties.RouteKey);
  const target = String(properties.Target).replace(/^integrations\//, '');
  const integration = named(deployment, 'AWS::ApiGatewayV2::Integration', target);
  if (integration?.properties.PayloadFormatVersion !== '2.0')
    throw new Error(`route ${id}: no integration in payload 2.0`);
  const [method = '', path] = key.split(' ');
  const jwt = properties.AuthorizationType === 'JWT';
  const authorizer = named(deployment, 'AWS::ApiGatewayV2::Authorizer', properties.AuthorizerId);
  if (jwt !== (authorizer !== undefined)) throw new Error(`route ${id}: its authorizer is not understood`);
  return {
    key,
    method,
    segments: path === undefined ? [] : split(path),
    functionArn: String(integration.properties.IntegrationUri),
    timeoutMs: Number(integration.properties.TimeoutInMillis ?? 30_000),
    ...(authorizer && {
      authorizer: {
        issuer: String(authorizer.properties.JwtConfiguration.Issuer),
        audience: authorizer.properties.JwtConfiguration.Audience as string[],
      },
    }),
    scopes: (properties.AuthorizationScopes as string[] | undefined) ?? [],
  };
};

const isParam = (segment: string) => /^\{[^}]+\}$/.test(segment);
const isGreedy = (segment: string) => /^\{[^}]+\+\}$/.test(segment);
const rank = (segment: string) => (isGreedy(segment) ? 'c' : isParam(segment) ? 'b' : 'a');

/** Literal before parameter before greedy, from the left; then the named method before ANY; $default last. */
const order = ({ key, method, segments }: GatewayRoute): string =>
  key === '$default' ? 'z' : `${segments.map(rank).join('')}~${method === 'ANY' ? 1 : 0}`;

const paramsOf = (template: readonly string[], path: readonly string[]): Record<string, string> | undefined => {
  const greedy = template.length > 0 && isGreedy(template.at(-1) ?? '');
  if (greedy ? path.length < template.length : path.length !== template.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, segment] of template.entries()) {
    const value = isGreedy(segment) ? path.slice(at).join('/') : (path[at] ?? '');
    if (!isParam(segment) && segment !== value) return undefined;
    // "/console/" meets /console/{proxy+}, and nothing stands for it.
    if (isParam(segment) && !isGreedy(segment) && value === '') return undefined;
    if (isParam(segment)) params[segment.slice(1, -1).replace(/\+$/, '')] = value;
  }
  return params;
};

/** `path` is the decoded path: an HTTP API decodes first and matches then. */
export type Matcher = (method: string, path: string) => Met | undefined;

export const readRoutes = (deployment: Deployment): readonly GatewayRoute[] =>
  deployment
    .ofType('AWS::ApiGatewayV2::Route')
    .map((route) => routeOf(deployment, route))
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));

export const matcher =
  (routes: readonly GatewayRoute[]): Matcher =>
  (method, path) => {
    for (const route of routes) {
      if (route.key === '$default') return { route, params: {} };
      const params = [method, 'ANY'].includes(route.method) ? paramsOf(route.segments, split(path)) : undefined;
      if (params) return { route, params };
    }
    return undefined;
  };
