/** The shared exchange: one adapter per department, each with its own role, secret and concurrency limit. */
import { Construct } from 'constructs';
import type { Asked } from '#schemas/asked.ts';
import { BATCH_LANES } from '#schemas/batch.ts';
import { type AskedDepartment, askedOf } from '#schemas/departments/index.ts';
import { answerRoute, askRoute } from '#schemas/routes/exchange.ts';
import { type AdapterSpec, adapters } from './adapters.ts';
import { HubFunction } from './function.ts';
import type { House } from './house.ts';
import { consume } from './sources.ts';

export class Exchange extends Construct {
  readonly adapters: Readonly<Record<AskedDepartment, HubFunction>>;

  constructor(scope: Construct, id: string, house: House) {
    super(scope, id);
    const departments = Object.keys(adapters) as AskedDepartment[];
    this.adapters = Object.fromEntries(
      departments.map((department) => [department, this.adapter(house, department)]),
    ) as Record<AskedDepartment, HubFunction>;
  }

  private adapter({ settings, data, door }: House, department: AskedDepartment): HubFunction {
    const kinds = new Set(Object.values<Asked>(askedOf[department]).map(({ kind }) => kind ?? 'now'));
    const says = `${adapters[department].says}: adapter`;
    // The department has 10 s at most; the rest is the hub's own start and record.
    const fn = new HubFunction(this, department, settings, { timeout: 20, memory: 512, says });
    fn.tell('NODE', settings.node);
    data.hubSecret.mayBeReadBy(fn);
    data.snapshots.mayRead(fn);
    data.exchanges.mayRecord(fn);
    data.breakers.mayTrip(fn);
    data.quotas.mayCount(fn);
    const { ferried, keeps, rowsPerSecond = 20 }: AdapterSpec = adapters[department];
    if (kinds.has('now') || kinds.has('change')) {
      if (ferried) data.ferry.mayLook(fn);
      else if (keeps) data.upper.mayLook(fn);
      else data.secretOf(department).mayBeReadBy(fn);
    }
    const turns = data.turnQueues[department];
    if (turns) {
      data.batches.mayTakeTurns(fn);
      data.batchesQueue.maySend(fn);
      turns.maySend(fn);
      fn.tell('ROWS_PER_SECOND', String(rowsPerSecond));
      // So few that live questions always find an instance.
      consume(fn, turns, { atOnce: 1, most: BATCH_LANES });
    }
    if (kinds.has('change')) data.operations.mayChange(fn);
    if (kinds.has('later')) data.questions.mayAsk(fn);
    // Its owner may have it answered by hand.
    if (kinds.has('later') && !ferried) {
      data.questions.mayMark(fn);
      data.due.maySet(fn);
    }
    door.serve(fn, {
      ask: askRoute(department),
      ...(kinds.has('later') ? { answer: answerRoute(department) } : {}),
    });
    return fn;
  }
}
