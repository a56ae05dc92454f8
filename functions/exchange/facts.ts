/** From what was decided to what the record says. */
import type { ExchangeRecord } from '#schemas/exchange.ts';
import type { ExchangeReceipt } from '#schemas/receipt.ts';
import type { Authority } from './authorise.ts';
import type { RecordFacts } from './record.ts';
import { demandedSignature } from './witness.ts';

type Decided =
  | 'client'
  | 'officer'
  | 'consumer'
  | 'provider'
  | 'resource'
  | 'resourceVersion'
  | 'grant'
  | 'grantRevision'
  | 'matter'
  | 'standing'
  | 'case'
  | 'party'
  | 'level'
  | 'fields'
  | 'signature'
  | 'at';

/** The members of a record that an authority settles: who, whom, under which grant, for what, which fields. */
export const decidedFacts = (authority: Authority): Pick<RecordFacts, Decided & keyof ExchangeRecord> => {
  const { who, wish, resource, grant, ticket, level, fields } = authority;
  const { purpose } = wish;
  const signed = demandedSignature(authority);
  return {
    at: wish.now,
    client: who.client.id,
    ...(who.officer ? { officer: who.officer.id } : {}),
    consumer: who.department.id,
    provider: resource.department,
    resource: resource.id,
    resourceVersion: resource.version,
    grant: grant.id,
    grantRevision: grant.revision,
    ...(purpose.kind === 'matter' ? { matter: purpose.matter } : { standing: purpose.code }),
    ...(ticket ? { case: ticket.case } : {}),
    party: wish.role,
    level,
    fields: [...fields],
    ...(signed ? { signature: signed.id } : {}),
  };
};

type Released = Pick<ExchangeReceipt, 'exchange' | 'found' | 'answeredAt' | 'certificate' | 'level'>;

/** What a receipt says of an answer that is released for a case; undefined where no ticket named one. */
export const attestable = (
  { who, wish, resource, ticket, fields }: Authority,
  released: Released,
): Omit<ExchangeReceipt, 'proof'> | undefined =>
  ticket && {
    ...released,
    ...{ case: ticket.case, matter: ticket.matter, consumer: who.department.id, party: wish.role },
    ...{ resource: resource.id, resourceVersion: resource.version, fields: [...fields] },
  };
