/** Wires the ferry of one department: `export const handler = ferryHandler('public-security', asked, sheets)`. */
import { questionsStore } from '#functions/exchange/questions.store.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { steadyClock } from '#functions/kernel/clock.ts';
import { hubKeys } from '#functions/kernel/digest.ts';
import { dynamodb } from '#functions/kernel/dynamodb.client.ts';
import { environment } from '#functions/kernel/environment.ts';
import { secret } from '#functions/kernel/secret.client.ts';
import { publishedStore } from '#functions/snapshot/snapshot.store.ts';
import { snapshotHolder } from '#functions/snapshot/snapshot.ts';
import type { AskedOf } from '#schemas/asked.ts';
import { ferryRoutes } from '#schemas/routes/ferry.ts';
import { bodies } from './bodies.ts';
import { cardsStore } from './cards.store.ts';
import type { FerriedOf } from './ferried.ts';
import { readLink } from './link.ts';
import { parcelsStore } from './parcels.store.ts';
import { ferryQuestions } from './questions.ts';

/** Called once, at cold start. */
export const ferryHandler = (department: string, asked: AskedOf, ferried: FerriedOf) => {
  const env = environment('SNAPSHOT_TABLE', 'QUESTIONS_TABLE', 'FERRY_TABLE', 'HUB_SECRET_ID', 'DEPARTMENT_SECRET_ID');
  const database = dynamodb();
  const clock = steadyClock();
  const snapshots = snapshotHolder(publishedStore(database, env.SNAPSHOT_TABLE), clock);
  const keys = secret(env.HUB_SECRET_ID, hubKeys);
  const questions = questionsStore(database, env.QUESTIONS_TABLE);
  const deps = {
    department,
    ferried,
    snapshots,
    keys,
    link: secret(env.DEPARTMENT_SECRET_ID, readLink),
    questions: ferryQuestions(department, asked, { questions, keys, snapshots }),
    parcels: parcelsStore(database, env.FERRY_TABLE),
    cards: cardsStore(database, env.FERRY_TABLE),
  };
  return api(ferryRoutes(department), bodies(deps));
};
