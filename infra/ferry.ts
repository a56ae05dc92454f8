/** The ferry 摆渡: where the courier of a department that accepts no connection fetches questions and brings answers. */
import { Construct } from 'constructs';
import { ferryRoutes } from '#schemas/routes/ferry.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class Ferries extends Construct {
  readonly publicSecurity: HubFunction;

  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    // A parcel of 5,000 cards is 5,000 small writes; the courier waits 30 s.
    const shape = { timeout: 25, memory: 1024, says: '公安: ferry of questions and answers' };
    const fn = new HubFunction(this, 'public-security-ferry', settings, shape);
    data.hubSecret.mayBeReadBy(fn);
    data.departmentSecrets['public-security'].mayBeReadBy(fn);
    data.snapshots.mayRead(fn);
    data.questions.mayAnswer(fn);
    data.ferry.mayFerry(fn);
    door.serve(fn, ferryRoutes('public-security'));
    this.publicSecurity = fn;
  }
}
