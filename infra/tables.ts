/** The tables as data: made by CDK for AWS, by the runner on one machine and by the tests. Every table has `pk` and `sk` (strings). */
export interface TableSpec {
  /** What the keys hold. */
  readonly keys: string;
  readonly stream?: true;
}

export const tables = {
  registry: {
    keys: 'pk = kind, sk = id, of a revoked case its end and id; pk = "head", sk = "head" holds the running version',
  },
  snapshots: { keys: 'pk = "head" or "chunk#version", sk = number of the chunk; pk = "ended-case#case"' },
  breakers: { keys: 'pk = department, sk = "breaker"' },
  quotas: { keys: 'pk = grant#id or resource#id, sk = day#date, second#epoch second or share#window' },
  exchanges: {
    keys: 'pk = client#digest of Idempotency-Key (or exchange id), sk = "0" or digest of a repeat',
    stream: true,
  },
  operations: { keys: 'pk = client#digest of Idempotency-Key, sk = "operation" or "outcome"' },
  questions: {
    keys: 'pk = question#id with sk = "question", "entry" or "draft"; or waiting#department, sk = time#id; or agents#department, sk = agent',
  },
  ferry: {
    keys: 'pk = parcel#id, or out#department with the open parcels, or cards#department with the deltas, or card#handle',
  },
  uses: {
    keys: 'pk = day#department or exchange#id or handle, sk = time#id; pk = grant#id#month, sk = case',
  },
  statistics: { keys: 'pk = resource#id, sk = day; pk = month#month, sk = resource id' },
  progress: {
    keys: 'pk = room, sk = "progress"; pk = "uses arrived", sk = time#lane of a beat; pk = "statistics late", sk = day',
  },
  notices: { keys: 'pk = notice#id, or due#department, or case#department#case, sk = "notice" or time#id' },
  sightings: { keys: 'pk = pattern#watch#who#minutes#sample or run of codes, sk = window; who was seen, as a set' },
  alerts: { keys: 'pk = alert#id, or state#state, or state#state#department, sk = "alert" or time#id' },
  certificates: {
    keys: 'pk = certificate identifier with sk = "certificate" or operation#revision; handle of the holder with sk = type#identifier or @type; status#list with sk = index; number#, key#, file#, slot#',
    stream: true,
  },
  credentials: {
    keys: 'pk = credential#digest of its id, slot#list#index, set#purpose#list or key#digest; sk = list#index, "slot", index or "issue"',
  },
  batches: {
    keys: 'pk = batch#id, sk = "batch", part#number, lane#number or pickup#time; pk = own#client#department, sk = time#id; pk = chunk#id#number, sk = "rows" or row#number',
  },
  'back-fills': {
    keys: 'pk = back-fill#id, sk = "back-fill", part#number, chunk#number or outcomes#number; pk = own#client#department, sk = time#id',
  },
  events: {
    keys: 'pk = log#resource, head#resource or known#message, sk = number, "head" or "known"',
    stream: true,
  },
  subscriptions: {
    keys: 'pk = subscription#id, of#department, resource#resource, or delivery#id, open#id, dead#id; sk = "subscription" or "work", id, number',
  },
  intakes: { keys: 'pk = department#front table, sk = "position" or refused#digest' },
  upper: {
    keys: 'pk = return#department, refused#resource, catalogue#department, look#department or copy#resource#handle; sk = resource, number, resource above, "look" or digest',
  },
  cases: {
    keys: 'pk = case#id, sk = event#number, event#number#state, command#digest, file#keyed digest or "work"; pk = opened#digest; pk = work#department, sk = due day#case#task; pk = refused#department',
    stream: true,
  },
  due: { keys: 'pk = minute#shard, sk = room#id' },
  matters: { keys: 'pk = "head" or "chunk#version#digest", sk = number of the chunk: the catalogue of matters' },
} as const satisfies Record<string, TableSpec>;

export type TableName = keyof typeof tables;
