/** The HTTP API: a JWT authorizer, one route per line of the route tables, a scope on each that is not public. */
import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  HttpAuthorizer,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type IHttpApi,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Routes, routeKey } from '#schemas/route.ts';
import type { HubFunction } from './function.ts';
import { ownDomain } from './own-domain.ts';
import type { Settings } from './settings.ts';

/** The route's template, never the path: a path may hold an identifier. */
const accessLine = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    at: '$context.requestTimeEpoch',
    from: '$context.identity.sourceIp',
    client: '$context.authorizer.claims.client_id',
    route: '$context.routeKey',
    status: '$context.status',
    bytes: '$context.responseLength',
    ms: '$context.responseLatency',
    refused: '$context.authorizer.error',
    integration: '$context.integration.status',
  }),
);

/** The API as the constructs of one stack see it: what they hang on it stays in their own stack. */
interface Seen {
  readonly api: IHttpApi;
  readonly jwt: IHttpRouteAuthorizer;
}

export class FrontDoor extends Construct {
  readonly api: HttpApi;
  /** Where the hub is reached from outside. */
  readonly url: string;
  private readonly settings: Settings;
  private readonly stage: CfnStage;
  private readonly jwt: HttpJwtAuthorizer;
  private readonly seen = new Map<Stack, Seen>();

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    this.settings = settings;
    this.jwt = new HttpJwtAuthorizer('Jwt', settings.issuer, { jwtAudience: [settings.audience] });
    this.api = new HttpApi(this, 'Api', {
      apiName: settings.name,
      createDefaultStage: false,
      // A second door would ask for no certificate.
      ...(settings.truststore === undefined ? {} : { disableExecuteApiEndpoint: true }),
    });
    const log = new LogGroup(this, 'AccessLog', { retention: settings.logDays, removalPolicy: RemovalPolicy.RETAIN });
    const stage = this.api.addStage('Stage', {
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: settings.rate, burstLimit: settings.rate * 2 },
      accessLogSettings: { destination: new LogGroupLogDestination(log), format: accessLine },
    });
    this.stage = stage.node.defaultChild as CfnStage;
    ownDomain(this, this.api, stage, settings);
    const own = settings.domain === undefined ? undefined : `https://${settings.domain}`;
    this.url = settings.publicUrl ?? own ?? this.api.apiEndpoint;
  }

  /** Throws for a public route in another stack than the API's: its throttle stands in the API's stage, which would wait for the route. */
  serve(fn: HubFunction, routes: Routes): void {
    const { api, jwt } = this.seenFrom(Stack.of(fn));
    const integration = new HttpLambdaIntegration(fn.called, fn.lambda, { scopePermissionToRoute: false });
    for (const route of Object.values(routes)) {
      if (route.scope === null && !this.settings.publicRoutes) continue;
      const made = new HttpRoute(api, `${route.method}${route.path}`, {
        httpApi: api,
        routeKey: HttpRouteKey.with(route.path, HttpMethod[route.method]),
        integration,
        ...(route.scope === null
          ? { authorizer: new HttpNoneAuthorizer() }
          : { authorizer: jwt, authorizationScopes: [route.scope] }),
      });
      if (route.scope !== null) continue;
      if (api !== this.api)
        throw new Error(`${routeKey(route)} is public: its room stands in the stack of the front door`);
      this.slow(routeKey(route), made);
    }
  }

  private seenFrom(stack: Stack): Seen {
    if (stack === Stack.of(this)) return { api: this.api as IHttpApi, jwt: this.jwt };
    const known = this.seen.get(stack);
    if (known) return known;
    const { apiId: httpApiId, apiEndpoint } = this.api;
    const { authorizerId } = this.jwt;
    const seen = {
      api: HttpApi.fromHttpApiAttributes(stack, 'Door', { httpApiId, apiEndpoint }),
      jwt: HttpAuthorizer.fromHttpAuthorizerAttributes(stack, 'Jwt', { authorizerId, authorizerType: 'JWT' }),
    };
    this.seen.set(stack, seen);
    return seen;
  }

  /** Nobody is known on a public route, so it has its own lower limit. */
  private slow(key: string, route: Construct): void {
    const limit = { ThrottlingRateLimit: this.settings.publicRate, ThrottlingBurstLimit: this.settings.publicRate * 2 };
    this.stage.addPropertyOverride(`RouteSettings.${key.replaceAll('.', '\\.')}`, limit);
    this.stage.node.addDependency(route);
  }
}
