/** What can be asked of each department, for the description of its one route: resource to the schemas of question and answer. */
import * as z from 'zod';
import type { Asked } from '#schemas/asked.ts';
import { askedOf } from '#schemas/departments/index.ts';
import { Answered, Ask } from '#schemas/exchange.ts';
import type { Route } from '#schemas/route.ts';
import { askRoute } from '#schemas/routes/exchange.ts';
import { ferryRoutes as ferryOf } from '#schemas/routes/ferry.ts';
import { type AdapterSpec, adapters } from '../adapters.ts';

/** Only the leaves that are granted and asked for come back, so no member of an answer is certain to be there. */
const filtered = (schema: z.ZodType): z.ZodType => {
  if (schema instanceof z.ZodArray) return z.array(filtered(schema.element as z.ZodType));
  if (!(schema instanceof z.ZodObject)) return schema;
  const members = Object.entries(schema.shape as Record<string, z.ZodType>);
  return z.object(Object.fromEntries(members.map(([name, member]) => [name, filtered(member).optional()])));
};

const anyOf = (schemas: readonly z.ZodType[]): z.ZodType => z.union(schemas as [z.ZodType, ...z.ZodType[]]);

/** The ask route of a department with the forms of its resources; several may share a form, hence anyOf and not oneOf. */
const describedAsk = (department: string, resources: Readonly<Record<string, Asked>>): Route => ({
  ...askRoute(department),
  params: z.strictObject({ resource: z.enum(Object.keys(resources)) }),
  body: anyOf(
    Object.entries(resources).map(([name, { request }]) =>
      Ask.extend({ request }).meta({ id: `Ask.${department}.${name}`, description: `${department}/${name}` }),
    ),
  ),
  answer: anyOf(
    Object.entries(resources).map(([name, { answer }]) =>
      Answered.extend({ answer: filtered(answer).optional() }).meta({
        id: `Answered.${department}.${name}`,
        description: `${department}/${name}`,
      }),
    ),
  ),
});

export const askRoutes: Readonly<Record<string, Route>> = Object.fromEntries(
  Object.entries(askedOf).map(([department, resources]) => [`ask.${department}`, describedAsk(department, resources)]),
);

/** What the courier beside each ferried department calls. */
export const ferryRoutes: Readonly<Record<string, Route>> = Object.fromEntries(
  Object.entries<AdapterSpec>(adapters)
    .filter(([, { ferried }]) => ferried)
    .flatMap(([department]) =>
      Object.entries<Route>(ferryOf(department)).map(([name, route]) => [`${name}.${department}`, route]),
    ),
);
