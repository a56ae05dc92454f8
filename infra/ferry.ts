/** The ferry 摆渡: where the couriers of departments that accept no connection fetch questions and bring answers. */
import { Construct } from 'constructs';
import { ferryRoutes } from '#schemas/routes/ferry.ts';
import { adapters, ferried } from './adapters.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class Ferries extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    for (const department of ferried) {
      // A parcel of 5,000 cards is 5,000 small writes; the courier waits 30 s.
      const says = `${adapters[department].says}: ferry of questions and answers`;
      const fn = new HubFunction(this, `${department}-ferry`, settings, { timeout: 25, memory: 1024, says });
      data.hubSecret.mayBeReadBy(fn);
      data.secretOf(department).mayBeReadBy(fn);
      data.snapshots.mayRead(fn);
      data.questions.mayAnswer(fn);
      data.ferry.mayFerry(fn);
      door.serve(fn, ferryRoutes(department));
    }
  }
}
