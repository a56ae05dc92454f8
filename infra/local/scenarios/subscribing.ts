/** 订阅 in a scenario: who is granted it is told at an endpoint of his own. */
import type { Grant } from '#schemas/grant.ts';
import type { Answered, TellingStage } from './stage.ts';

export const inboxOf = (department: string): string => `https://events.${department}.example/onetrip`;

/** Throws when the step is not taken. */
export const told = async (step: Promise<Answered>): Promise<void> => {
  const { status, body } = await step;
  if (status >= 300) throw new Error(`${status} ${body.code} ${JSON.stringify(body.errors ?? body.detail ?? '')}`);
};

/** For the purpose and with the fields of the department's own grant. */
export const subscribedUnder = async (
  stage: TellingStage,
  grants: readonly Grant[],
  department: string,
): Promise<void> => {
  const grant = grants.find(({ consumer }) => consumer === department);
  const [[purpose], [party]] = [grant?.purposes ?? [], grant?.parties ?? []];
  if (!grant || purpose?.kind !== 'standing' || !party) throw new Error(`${department} may not be told of it`);
  const { resource, fields } = grant;
  const wanted = {
    ...{ resource, fields, purpose: { kind: 'standing' as const, code: purpose.code }, party: { role: party.role } },
    target: { kind: 'webhook' as const, url: inboxOf(department) },
  };
  await told(stage.subscribe(wanted, { as: `${department}-system`, key: `${grant.id}-${department}` }));
};
