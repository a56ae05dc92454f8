/** The middy stack of every HTTP function: route, validate, run the body, render. Handlers wire it, nothing else. */
import middy from '@middy/core';
import { type Route, type Routes, routeKey } from '#schemas/route.ts';
import { causeOf, log } from './log.ts';
import { isOfTheMoment } from './patience.ts';
import { type HttpAnswer, ProblemError, problem, renderProblem } from './problem.ts';
import { type Body, type HttpEvent, type Output, readInput } from './request.ts';
import { assertFresh, spread } from './shed.ts';

export type Bodies<R extends Routes> = { readonly [K in keyof R]: Body<R[K]> };

const written = (body: unknown): Pick<HttpAnswer, 'body' | 'isBase64Encoded'> => {
  if (body instanceof Uint8Array) return { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  return { body: typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body) };
};

const render = (route: Route, output: Output): HttpAnswer => ({
  statusCode: output.status ?? route.status ?? 200,
  headers: {
    'content-type': route.contentType ?? 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...output.headers,
  },
  ...written(output.body),
});

/** Trouble of the moment is no fault of ours: the caller hears that he may ask again. */
const told = (error: unknown): unknown => {
  const said = isOfTheMoment(error) ? problem('hub-not-ready', { cause: causeOf(error) }) : error;
  return said instanceof ProblemError ? spread(said, Math.random()) : said;
};

/** Renders whatever is thrown, and logs it without personal data. */
const problems = () => ({
  onError: async function problemsOnError(request: middy.Request<HttpEvent, HttpAnswer, Error>): Promise<void> {
    const { requestId, routeKey: resource } = { ...request.event.requestContext, routeKey: request.event.routeKey };
    const error = told(request.error);
    const expected = error instanceof ProblemError;
    log(expected ? 'info' : 'error', {
      event: 'problem',
      requestId,
      resource,
      code: expected ? error.code : 'internal',
      cause: expected ? (error.extra.cause ?? '') : causeOf(error),
      ...(expected && error.extra.denial ? { rule: error.extra.denial.rule } : {}),
    });
    request.response = renderProblem(error, requestId);
  },
});

/** One Lambda handler over a set of routes and their bodies. */
export const api = <R extends Routes>(routes: R, bodies: Bodies<R>) => {
  const table = new Map(
    Object.entries(routes).map(([name, route]) => [routeKey(route), { route, body: bodies[name] as Body }]),
  );
  const handle = async (event: HttpEvent): Promise<HttpAnswer> => {
    const found = table.get(event.routeKey);
    if (!found) throw problem('not-found');
    assertFresh(event.requestContext.timeEpoch, Date.now());
    return render(found.route, await found.body(readInput(found.route, event)));
  };
  return middy<HttpEvent, HttpAnswer, Error>().use(problems()).handler(handle);
};
