/** Departments that accept no connection and no files: where their agents take questions and bring answers, where their officers answer by hand, and who notices when nobody does. */
import { Construct } from 'constructs';
import { agentRoutes, agentsRoutes } from '#schemas/routes/agent.ts';
import { entriesRoutes } from '#schemas/routes/entries.ts';
import { adapters, askingUs } from './adapters.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { CONSUMER_TIMEOUT } from './queues.ts';
import { consume } from './sources.ts';

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

    const entries = new HubFunction(this, 'entries', settings, {
      timeout: 15,
      says: '人工录入: answers by hand, desks',
    });
    data.hubSecret.mayBeReadBy(entries);
    data.snapshots.mayRead(entries);
    data.questions.mayEnter(entries);
    door.serve(entries, { ...entriesRoutes, ...agentsRoutes });

    const due = new HubFunction(this, 'later-due', settings, {
      timeout: CONSUMER_TIMEOUT.toSeconds(),
      says: '待答: agents that fell silent, entries that are overdue',
    });
    data.snapshots.mayRead(due);
    data.questions.mayLook(due);
    consume(due, data.laterQueue);
    due.counts('agent-silent', 'AgentSilent');
    due.counts('entry-overdue', 'EntryOverdue');
  }
}
