/** The tables of the hub, each with the sentences that say what a function may do with it. A sentence also tells the function the table's name. */
import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, StreamViewType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { EnvironmentKey } from '#functions/kernel/environment.ts';
import type { HubFunction } from './function.ts';
import { pascal, pin } from './pin.ts';
import { type TableName, type TableSpec, tables } from './tables.ts';

type Operation = 'BatchGetItem' | 'ConditionCheckItem' | 'DeleteItem' | 'GetItem' | 'PutItem' | 'Query' | 'UpdateItem';

abstract class Store extends Construct {
  readonly table: Table;
  abstract readonly key: EnvironmentKey;

  constructor(scope: Construct, name: TableName) {
    super(scope, pascal(name));
    const spec: TableSpec = tables[name];
    // Table, not the newer global table: one city, one region, and every partition has it.
    this.table = new Table(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      timeToLiveAttribute: 'ttl',
      ...(spec.stream ? { stream: StreamViewType.NEW_IMAGE } : {}),
    });
    pin(this.table, `${pascal(name)}Table`);
  }

  protected allow(fn: HubFunction, ...operations: readonly Operation[]): void {
    fn.allow(
      operations.map((operation) => `dynamodb:${operation}`),
      this.table.tableArn,
    );
    fn.tell(this.key, this.table.tableName);
  }
}

export class Registry extends Store {
  readonly key = 'REGISTRY_TABLE';
  mayChange = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
}

export class Snapshots extends Store {
  readonly key = 'SNAPSHOT_TABLE';
  mayRead = (fn: HubFunction) => this.allow(fn, 'GetItem', 'BatchGetItem');
  /** GetItem is for the head: who publishes need not read what it published before. */
  mayPublish = (fn: HubFunction) => this.allow(fn, 'GetItem', 'PutItem', 'UpdateItem');
}

export class Breakers extends Store {
  readonly key = 'BREAKERS_TABLE';
  mayTrip = (fn: HubFunction) => this.allow(fn, 'GetItem', 'UpdateItem');
}

/** 事项库: published whole, read by whoever speaks of matters. */
export class Matters extends Store {
  readonly key = 'MATTERS_TABLE';
  mayRead = (fn: HubFunction) => this.allow(fn, 'GetItem', 'BatchGetItem');
}

/** How much of each quota and limit is taken. */
export class Quotas extends Store {
  readonly key = 'QUOTAS_TABLE';
  mayCount = (fn: HubFunction) => this.allow(fn, 'UpdateItem');
  /** How much is taken, without taking any. */
  mayLook = (fn: HubFunction) => this.allow(fn, 'GetItem');
}

export class Exchanges extends Store {
  readonly key = 'EXCHANGES_TABLE';
  /** Append only: no function may change or delete a record, or read one. A beat is an item of its own. */
  mayRecord = (fn: HubFunction) => this.allow(fn, 'PutItem');
}

/** What was put to a department as a change, and what came of it. */
export class Operations extends Store {
  readonly key = 'OPERATIONS_TABLE';
  mayChange = (fn: HubFunction) => this.allow(fn, 'GetItem', 'PutItem', 'UpdateItem');
}

/** Questions that wait for a department which cannot be called, and their answers. */
export class Questions extends Store {
  readonly key = 'QUESTIONS_TABLE';
  mayAsk = (fn: HubFunction) => this.allow(fn, 'PutItem', 'GetItem');
  /** That an answer entered by hand was fetched. */
  mayMark = (fn: HubFunction) => this.allow(fn, 'UpdateItem');
  mayLook = (fn: HubFunction) => this.allow(fn, 'Query', 'GetItem');
  mayEnter = (fn: HubFunction) => this.allow(fn, 'Query', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem');
  mayAnswer = (fn: HubFunction) => this.allow(fn, 'Query', 'GetItem', 'BatchGetItem', 'UpdateItem', 'DeleteItem');
}

/** What went out on the ferry and what came back: parcels, and cards declared void. */
export class Ferry extends Store {
  readonly key = 'FERRY_TABLE';
  mayLook = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query');
  mayFerry = (fn: HubFunction) => this.allow(fn, 'Query', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem');
}

export class Uses extends Store {
  readonly key = 'USES_TABLE';
  mayRead = (fn: HubFunction) => this.allow(fn, 'Query');
  mayNote = (fn: HubFunction) => this.allow(fn, 'PutItem');
}

/** How far what is made of the record is complete. */
export class Progress extends Store {
  readonly key = 'PROGRESS_TABLE';
  mayRead = (fn: HubFunction) => this.allow(fn, 'GetItem');
  mayArrive = (fn: HubFunction) => this.allow(fn, 'PutItem');
  mayJudge = (fn: HubFunction) => this.allow(fn, 'GetItem', 'PutItem', 'Query');
  mayAdvance = (fn: HubFunction) => this.allow(fn, 'GetItem', 'PutItem', 'Query', 'DeleteItem');
}

/** Counts of each resource by day and month; can be counted again from the lines. */
export class Statistics extends Store {
  readonly key = 'STATISTICS_TABLE';
  mayRead = (fn: HubFunction) => this.allow(fn, 'Query');
  mayCount = (fn: HubFunction) => this.allow(fn, 'Query', 'PutItem');
}

/** Who must be told, and who was. */
export class Notices extends Store {
  readonly key = 'NOTICES_TABLE';
  mayAdd = (fn: HubFunction) => this.allow(fn, 'PutItem');
  mayClose = (fn: HubFunction) => this.allow(fn, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem');
}

/** Who was seen by whom, as sets of short digests. */
export class Sightings extends Store {
  readonly key = 'SIGHTINGS_TABLE';
  mayCount = (fn: HubFunction) => this.allow(fn, 'UpdateItem');
}

export class Alerts extends Store {
  readonly key = 'ALERTS_TABLE';
  mayRaise = (fn: HubFunction) => this.allow(fn, 'PutItem');
  mayClose = (fn: HubFunction) => this.allow(fn, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'DeleteItem');
}

export class Certificates extends Store {
  readonly key = 'CERTIFICATES_TABLE';
  /** UpdateItem is for redeeming a copy and for using a code that is shown, and notes which case used a certificate; PutItem is for drawing one. */
  mayPull = (fn: HubFunction) =>
    this.allow(fn, 'GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem', 'PutItem', 'UpdateItem');
  /** Into a holder's wallet, and what the status lists say. */
  mayGive = (fn: HubFunction) => this.allow(fn, 'GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem');
  mayVerify = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query');
  /** Who issues meets its own certificates by key; only finding needs Query. */
  mayIssue = (fn: HubFunction) =>
    // Deletes a holder's place, where the next version of a certificate has other holders.
    this.allow(fn, 'GetItem', 'BatchGetItem', 'ConditionCheckItem', 'PutItem', 'UpdateItem', 'DeleteItem');
  /** As who issues; it makes no next versions, so it passes no place on. */
  mayBackFill = (fn: HubFunction) => this.allow(fn, 'GetItem', 'BatchGetItem', 'ConditionCheckItem', 'PutItem');
  /** Reads entries, says which list was made last. */
  mayList = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem');
  mayShowLists = (fn: HubFunction) => this.allow(fn, 'GetItem');
  /** Which files a certificate has that a case issued or used. */
  mayCopy = (fn: HubFunction) => this.allow(fn, 'GetItem');
  /** Finds the cases that used a certificate, and notes what each was told. */
  mayTell = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem');
  /** Deletes what follows from a state, a holder's place and an entry of a status list; never a certificate or an operation. */
  mayOperate = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem', 'DeleteItem');
}

/** Verifiable credentials: their places in the status lists, and what stands there. */
export class Credentials extends Store {
  readonly key = 'CREDENTIALS_TABLE';
  mayKeep = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem');
}

/** Batches: what was wanted, how far it is, rows and outcomes. */
export class Batches extends Store {
  readonly key = 'BATCHES_TABLE';
  mayServe = (fn: HubFunction) => this.allow(fn, 'GetItem', 'BatchGetItem', 'Query', 'PutItem');
  mayLookAfter = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem');
  /** UpdateItem is for taking a turn. */
  mayTakeTurns = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
}

/** Back-fills: how far each is, and what became of its rows. */
export class BackFills extends Store {
  readonly key = 'BACK_FILLS_TABLE';
  mayServe = (fn: HubFunction) => this.allow(fn, 'GetItem', 'BatchGetItem', 'Query', 'PutItem');
  /** UpdateItem is for taking a turn and giving it back. */
  mayWork = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
}

/** The logs of events. */
export class Events extends Store {
  readonly key = 'EVENTS_TABLE';
  /** Numbers are given by a transaction of puts. */
  mayTell = (fn: HubFunction) => this.allow(fn, 'GetItem', 'BatchGetItem', 'Query', 'PutItem');
}

/** Who is told of events, and what became of it. */
export class Subscriptions extends Store {
  readonly key = 'SUBSCRIPTIONS_TABLE';
  mayFind = (fn: HubFunction) => this.allow(fn, 'Query');
  mayKeep = (fn: HubFunction) =>
    this.allow(fn, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
}

/** Up to which row the front tables of departments were read. */
export class Intakes extends Store {
  readonly key = 'INTAKES_TABLE';
  mayTake = (fn: HubFunction) => this.allow(fn, 'GetItem', 'PutItem', 'UpdateItem');
}

/** What the hubs above offer, and what they send down. */
export class Upper extends Store {
  readonly key = 'UPPER_TABLE';
  /** UpdateItem is for wishing to look at the catalogue, PutItem for moving a position by hand. */
  mayShow = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem', 'UpdateItem');
  mayBringDown = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem');
  /** A copy, and how far the flow stands by which it came. */
  mayLook = (fn: HubFunction) => this.allow(fn, 'BatchGetItem');
}

/** Cases: events are only ever added. */
export class Cases extends Store {
  readonly key = 'CASES_TABLE';
  /**
   * Deletes what a case held that is over; looks whether another holds it under an earlier key. UpdateItem is for the bar of who broke a promise,
   * BatchGetItem for reading those of all applicants at once.
   */
  mayWork = (fn: HubFunction) =>
    this.allow(fn, 'GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem');
  /** Deletes lines of work lists that are done. */
  mayFollow = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem', 'DeleteItem');
  mayAct = (fn: HubFunction) =>
    this.allow(fn, 'GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem');
  /** PutItem is for what is said of a package. */
  mayArchive = (fn: HubFunction) => this.allow(fn, 'GetItem', 'Query', 'PutItem');
  /** PutItem is for naming a file that was uploaded. */
  mayKeepPapers = (fn: HubFunction) => this.allow(fn, 'Query', 'PutItem');
}

export class Due extends Store {
  readonly key = 'DUE_TABLE';
  maySet = (fn: HubFunction) => this.allow(fn, 'PutItem', 'GetItem');
  /** UpdateItem and GetItem are for the watermark. */
  mayDrain = (fn: HubFunction) => this.allow(fn, 'Query', 'DeleteItem', 'GetItem', 'UpdateItem');
}
