/** Match a grant: rules as a table, evaluated before the department is asked. They never see whom the question is about. */
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Department } from '#schemas/department.ts';
import type { Purpose } from '#schemas/exchange.ts';
import type { Grant, GrantedUse, PartyRole } from '#schemas/grant.ts';
import type { Level, Resource } from '#schemas/resource.ts';
import { allowedFields } from './pointers.ts';
import { grantedPurpose, needsTicket, ticketOf } from './purpose.ts';
import type { Signed } from './signature.ts';

/** `isOver`: asked once the ticket's own time is over, when lists of revoked cases may have forgotten its case. */
export interface TicketShown {
  /** Epoch ms. */
  readonly at: number;
  isOver(caseId: string): Promise<boolean>;
}

/** What someone wishes to ask. `now`: epoch ms. No subject: a denial cannot depend on what is not here. */
export interface Wish {
  readonly resource: string;
  readonly purpose: Purpose;
  readonly role: PartyRole;
  readonly fields: readonly string[];
  readonly now: number;
  /** What stands in for a ticket: the holder shows his certificate himself, or a copy of it was made under one. */
  readonly ground?: 'shown' | 'copy';
  /** Where the ticket was shown earlier: it must have been good then, and its case must not be over since. */
  readonly ticketShown?: TicketShown;
  /** Beyond asking one by one; the grant must name it. */
  readonly use?: GrantedUse;
  /** The verified signature under it; 'to-be-sent' when it is only asked whether it would be granted. */
  readonly signed?: Signed | 'to-be-sent';
}

export interface Granted {
  readonly granted: true;
  readonly resource: Resource;
  readonly provider: Department;
  readonly grant: Grant;
  /** The highest level for this party. */
  readonly level: Level;
  /** Declared, granted, asked for and allowed at that level. */
  readonly fields: readonly string[];
}

export interface Refused<R extends string = string> {
  readonly granted: false;
  readonly rule: R;
  readonly provider?: Department;
  readonly grant?: Grant;
}

interface Facts {
  readonly wish: Wish;
  readonly resource: Resource;
  readonly provider: Department;
}
interface GrantFacts extends Facts {
  readonly grant: Grant;
  /** Is the version that the grant names still answered? `resource` is then that version, otherwise the current one. */
  readonly answered: boolean;
}

/** The level of a party in that role, if the grant covers it. */
export const levelOf = (grant: Grant, role: PartyRole): Level | undefined =>
  grant.parties.find((party) => party.role === role)?.level;

const levelFor = ({ grant, wish }: GrantFacts): Level | undefined => levelOf(grant, wish.role);

const fieldsFor = (facts: GrantFacts): string[] => {
  const level = levelFor(facts);
  return level ? allowedFields(facts.resource.fields, facts.grant.fields, facts.wish.fields, level) : [];
};

/** Each rule: its id, and when it refuses. The first that refuses speaks. */
export const RESOURCE_RULES = [
  ['resource-not-published', ({ resource }) => resource.state === 'draft' || resource.state === 'withdrawn'],
  ['resource-withheld', ({ resource }) => resource.sharing === 'withheld'],
  ['resource-not-connected', ({ resource }) => resource.connected === false],
  ['resource-suspended', ({ resource }) => resource.suspended !== undefined],
  ['provider-suspended', ({ provider }) => provider.suspended !== undefined],
] as const satisfies readonly (readonly [string, (facts: Facts) => boolean])[];

export const GRANT_RULES = [
  ['grant-refused', ({ grant }) => grant.state === 'refused'],
  ['grant-revoked', ({ grant }) => grant.state === 'revoked'],
  ['grant-returned', ({ grant }) => grant.state === 'returned'],
  ['grant-requested', ({ grant }) => grant.state === 'requested'],
  ['grant-undecided', ({ grant }) => grant.state === 'checked'],
  ['grant-not-provided', ({ grant }) => grant.state === 'agreed'],
  ['grant-expired', ({ grant, wish }) => grant.state === 'expired' || Date.parse(grant.until) <= wish.now],
  ['grant-not-yet', ({ grant, wish }) => wish.now < Date.parse(grant.from)],
  ['grant-suspended', ({ grant }) => grant.state === 'suspended' || grant.suspended !== undefined],
  ['grant-other-version', ({ answered }) => !answered],
  ['version-ended', ({ resource, wish }) => resource.ends !== undefined && Date.parse(resource.ends) <= wish.now],
  ['purpose-not-granted', ({ grant, wish }) => grantedPurpose(grant, wish.purpose) === undefined],
  ['party-not-granted', (facts) => levelFor(facts) === undefined],
  ['use-not-granted', ({ grant, wish }) => wish.use !== undefined && !grant.uses?.includes(wish.use)],
  ['no-field-granted', (facts) => fieldsFor(facts).length === 0],
  [
    'ticket-missing',
    ({ grant, wish }) => needsTicket(grant, wish.purpose) && ticketOf(wish.purpose) === undefined && !wish.ground,
  ],
  ['signature-missing', ({ grant, wish }) => grant.signature === true && wish.signed === undefined],
] as const satisfies readonly (readonly [string, (facts: GrantFacts) => boolean])[];

export type GrantRule =
  | 'resource-unknown'
  | 'grant-missing'
  | (typeof RESOURCE_RULES)[number][0]
  | (typeof GRANT_RULES)[number][0];

/** All rule ids in the order in which they speak. */
export const GRANT_RULE_IDS: readonly GrantRule[] = [
  'resource-unknown',
  ...RESOURCE_RULES.map(([id]) => id),
  'grant-missing',
  ...GRANT_RULES.map(([id]) => id),
];

const judge = (facts: GrantFacts): Granted | Refused<GrantRule> => {
  const { grant, provider, resource } = facts;
  const level = levelFor(facts);
  const broken = GRANT_RULES.find(([, refuses]) => refuses(facts));
  if (broken || !level) return { granted: false, rule: broken?.[0] ?? 'party-not-granted', provider, grant };
  return { granted: true, resource, provider, grant, level, fields: fieldsFor(facts) };
};

/** A grant that gives more fields goes first; of refusals, the one that came furthest explains most. */
const worth = (verdict: Granted | Refused<GrantRule>): number =>
  verdict.granted ? 1000 + verdict.fields.length : GRANT_RULE_IDS.indexOf(verdict.rule);

/** `consumer`: the asking department. Of several grants the best for this wish, ties by id. */
export const matchGrant = (snapshot: IndexedSnapshot, consumer: string, wish: Wish): Granted | Refused<GrantRule> => {
  const resource = snapshot.resource(wish.resource);
  const provider = resource && snapshot.department(resource.department);
  if (!resource || !provider) return { granted: false, rule: 'resource-unknown' };
  const facts = { wish, resource, provider };
  const broken = RESOURCE_RULES.find(([, refuses]) => refuses(facts));
  if (broken) return { granted: false, rule: broken[0], provider };
  const versions = snapshot.versionsOf(wish.resource);
  const verdicts = snapshot
    .grantsOf(consumer, wish.resource)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((grant) => {
      const named = versions.find(({ version }) => version === grant.resourceVersion);
      return judge({ ...facts, resource: named ?? resource, answered: named !== undefined, grant });
    });
  return verdicts.reduce<Granted | Refused<GrantRule>>(
    (best, verdict) => (worth(verdict) > worth(best) ? verdict : best),
    { granted: false, rule: 'grant-missing', provider },
  );
};
