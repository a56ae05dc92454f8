/** What can be asked of each department, for the description of its one route: resource to the schemas of question and answer. */
import * as z from 'zod';
import type { Asked } from '#schemas/asked.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { Answered, Ask, Waiting } from '#schemas/exchange.ts';
import type { ProblemCode } from '#schemas/problem.ts';
import type { Route } from '#schemas/route.ts';
import { agentRoutes as agentOf } from '#schemas/routes/agent.ts';
import { answerRoute, askRoute } from '#schemas/routes/exchange.ts';
import { ferryRoutes as ferryOf } from '#schemas/routes/ferry.ts';
import { type AdapterSpec, adapters, askingUs } from '../adapters.ts';

/** Only the leaves that are granted and asked for come back, so no member of an answer is certain to be there. */
const filtered = (schema: z.ZodType): z.ZodType => {
  if (schema instanceof z.ZodOptional) return filtered(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodArray) return z.array(filtered(schema.element as z.ZodType));
  if (!(schema instanceof z.ZodObject)) return schema;
  const members = Object.entries(schema.shape as Record<string, z.ZodType>);
  return z.object(Object.fromEntries(members.map(([name, member]) => [name, filtered(member).optional()])));
};

const anyOf = (schemas: readonly z.ZodType[]): z.ZodType => z.union(schemas as [z.ZodType, ...z.ZodType[]]);

type Resources = Readonly<Record<string, Asked>>;

/** Several may share a form, hence anyOf and not oneOf. */
const answeredBy = (department: string, resources: readonly (readonly [string, Asked])[]): z.ZodType =>
  anyOf(
    resources.map(([name, { answer }]) =>
      Answered.extend({ answer: filtered(answer).optional() }).meta({
        id: `Answered.${department}.${name}`,
        description: `${department}/${name}`,
      }),
    ),
  );

/** A repeat may come when the first question is kept no more. */
const LATER_PROBLEMS: readonly ProblemCode[] = ['answer-expired'];

const isLater = ([, { kind }]: readonly [string, Asked]): boolean => kind === 'later';

/** 200 from what is asked now, 202 from what is answered later. */
const answers = (department: string, resources: Resources): Partial<Route> => {
  const atOnce = Object.entries(resources).filter((one) => !isLater(one));
  if (atOnce.length === 0) return { status: 202, answer: Waiting };
  const answer = answeredBy(department, atOnce);
  return atOnce.length === Object.keys(resources).length ? { answer } : { answer, accepted: Waiting };
};

const KINDS: Readonly<Record<NonNullable<Asked['kind']>, string>> = {
  now: '',
  later: ': 异步答复 answered later',
  change: ': 只办一次，须带幂等键 happens once; send Idempotency-Key',
};

/** The ask route of a department with the forms of its resources. */
const describedAsk = (department: string, resources: Resources): Route => ({
  ...askRoute(department),
  problems: [...askRoute(department).problems, ...(Object.entries(resources).some(isLater) ? LATER_PROBLEMS : [])],
  params: z.strictObject({ resource: z.enum(Object.keys(resources)) }),
  body: anyOf(
    Object.entries(resources).map(([name, { request, kind = 'now' }]) =>
      Ask.extend({ request }).meta({
        id: `Ask.${department}.${name}`,
        description: `${department}/${name}${KINDS[kind]}`,
      }),
    ),
  ),
  ...answers(department, resources),
});

export const askRoutes: Readonly<Record<string, Route>> = Object.fromEntries(
  Object.entries(askedOf).map(([department, resources]) => [`ask.${department}`, describedAsk(department, resources)]),
);

/** Where the answers of each department that is asked later are fetched. */
export const answerRoutes: Readonly<Record<string, Route>> = Object.fromEntries(
  Object.entries<Resources>(askedOf).flatMap(([department, resources]) => {
    const later = Object.entries(resources).filter(isLater);
    const answer = () => answeredBy(department, later);
    return later.length > 0 ? [[`answer.${department}`, { ...answerRoute(department), answer: answer() }]] : [];
  }),
);

/** What the courier beside each ferried department calls. */
export const ferryRoutes: Readonly<Record<string, Route>> = Object.fromEntries(
  Object.entries<AdapterSpec>(adapters)
    .filter(([, { ferried }]) => ferried)
    .flatMap(([department]) =>
      Object.entries<Route>(ferryOf(department)).map(([name, route]) => [`${name}.${department}`, route]),
    ),
);

/** What the agent beside each department that asks us calls. */
export const agentRoutes: Readonly<Record<string, Route>> = Object.fromEntries(
  askingUs.flatMap((department) =>
    Object.entries<Route>(agentOf(department)).map(([name, route]) => [`${name}.${department}`, route]),
  ),
);
