/** Where the agents of departments that accept no connection take questions and bring answers. */
import { Construct } from 'constructs';
import { agentRoutes } from '#schemas/routes/agent.ts';
import { adapters, askingUs } from './adapters.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';

export class Agents extends Construct {
  constructor(scope: Construct, id: string, { settings, data, door }: House) {
    super(scope, id);
    for (const department of askingUs) {
      const says = `${adapters[department].says}: questions for its agent`;
      const fn = new HubFunction(this, `${department}-agent`, settings, { timeout: 20, says });
      data.hubSecret.mayBeReadBy(fn);
      data.snapshots.mayRead(fn);
      data.questions.mayAnswer(fn);
      door.serve(fn, agentRoutes(department));
    }
  }
}
