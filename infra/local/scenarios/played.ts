/** Plays a scenario in a room of its own and counts what came of it. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { answersOf, type Counted, countersOf, filledOf, tellingOf } from './counters.ts';
import { ground } from './ground.ts';
import type { Scenario } from './index.ts';
import { casesRoom, type RoomOptions } from './room.ts';

/** `tables`: empty ones. */
export const played = async (
  { begins, play }: Scenario,
  client: DynamoDBDocumentClient,
  { tables, further }: Pick<RoomOptions, 'tables' | 'further'>,
): Promise<Counted[]> => {
  const room = casesRoom({ client, tables, further, start: begins, ground: ground() });
  const ids = await play(room);
  return Promise.all(
    ids.map(async (id) => {
      const [view, trip] = [await room.get(id), await room.trip(id)];
      const counters = {
        ...countersOf(room.matters, view, trip),
        ...filledOf(view, trip, await room.events(id)),
        ...tellingOf(await room.told(), await room.noticed(id)),
      };
      return { counters, answers: answersOf(trip) };
    }),
  );
};
