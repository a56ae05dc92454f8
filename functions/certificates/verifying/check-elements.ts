/** 要素核验: is what somebody states of a certificate so? One of eight results, never which element. It tells something about a person: authorised and recorded like a pull. */
import { decidedFacts } from '#functions/exchange/facts.ts';
import type { Instance } from '#functions/exchange/instance.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { requestText } from '#functions/exchange/question.ts';
import { releasedText } from '#functions/exchange/record.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { assertReleasable } from '#functions/exchange/release.ts';
import type { Clock } from '#functions/kernel/clock.ts';
import { valuesAt } from '#functions/kernel/pointer.ts';
import { problem } from '#functions/kernel/problem.ts';
import type { Caller, Message } from '#functions/kernel/request.ts';
import { CertificateMaster } from '#schemas/certificate.ts';
import type { StatedElements } from '#schemas/stated-elements.ts';
import type { Verified } from '#schemas/verified.ts';
import { type AllowDeps, type Allowed, allow, type CountDeps, counted } from '../allow.ts';
import type { CertificateStore } from '../certificates.store.ts';
import { numberDigest } from '../entry.ts';
import type { ReadFiles } from '../files.client.ts';
import { facts } from '../master.ts';
import type { StoredCertificate } from '../stored.ts';
import { elementsResult } from './elements-result.ts';

export interface ElementsDeps extends AllowDeps, CountDeps {
  readonly certificates: CertificateStore;
  readonly files: ReadFiles;
  readonly records: RecordsStore;
  readonly instance: Instance;
  readonly clock: Clock;
}

interface Asked {
  readonly caller: Caller;
  readonly now: number;
  readonly message?: () => Message;
}

/** The newest of that number which the party holds. Somebody else's is not found: a number is no way to a stranger. */
const meant = async ({ certificates }: ElementsDeps, { handle, keys, type }: Allowed, number: string) => {
  const versions = await certificates.versionsOf(numberDigest(keys, type.id, number));
  const stored = await Promise.all(versions.map((identifier) => certificates.get(identifier)));
  return stored
    .filter((one): one is StoredCertificate => one?.holders.includes(handle) === true)
    .toSorted((a, b) => b.version - a.version)[0];
};

const wrongOf = (elements: StatedElements, { holder, ...stated }: Record<string, unknown>, all: unknown): number => {
  const names = valuesAt('/holders/*/name', all);
  const wrong = Object.entries(stated).filter(([pointer, value]) => !valuesAt(pointer, all).includes(value));
  return wrong.length + (holder === undefined || names.includes(elements.holder) ? 0 : 1);
};

export const checkElements = async (deps: ElementsDeps, asked: Asked, elements: StatedElements): Promise<Verified> => {
  const { now, caller } = asked;
  const started = deps.clock();
  const moment = () => now + Math.round(deps.clock() - started);
  const { purpose, party, type, number, holder, holderCode, fields = {} } = elements;
  const allowed = await allow(deps, asked, () => type, { purpose, party, holder: holderCode });
  const undeclared = Object.keys(fields).filter((one) => !allowed.grant.fields.includes(one));
  if (undeclared.length > 0)
    throw problem('invalid-request', { errors: [{ field: '/elements/fields', rule: 'granted-leaves-only' }] });
  await counted(deps, allowed, now);
  const stored = number === undefined ? undefined : await meant(deps, allowed, number);
  const bytes = stored && (await deps.files.get(stored.type, stored.identifier, 'json', stored.files.json));
  const all =
    bytes && facts(CertificateMaster.parse(JSON.parse(new TextDecoder().decode(bytes))), true, allowed.type, now);
  const stated = { ...fields, ...(holder === undefined ? {} : { holder }) };
  const { result, says } = elementsResult({
    stated: Object.keys(stated).length + (number === undefined ? 0 : 1),
    enough: number !== undefined && Object.keys(stated).length > 0,
    ...(stored ? { found: stored } : {}),
    wrong: all ? wrongOf(elements, stated, all) : 0,
    now,
  });
  await keepRecord(
    {
      ...decidedFacts(allowed),
      kind: 'verify',
      level: 'predicate',
      fields: [],
      ms: moment() - now,
      found: stored !== undefined,
      ...(stored ? { certificate: stored.identifier } : {}),
      subjectCode: holderCode,
      requestText: requestText(allowed, { verify: { type, number: number ?? null, ...stated } }),
      releasedText: releasedText({ result }),
    },
    undefined,
    { records: deps.records, instance: deps.instance, keys: allowed.keys },
  );
  await assertReleasable(await deps.snapshots.current(), allowed, caller, moment(), 'certificates');
  const right = result !== '5' && result !== '6' && result !== '4' && result !== '7';
  return {
    genuine: right,
    valid: result === '0',
    checks: [],
    elements: { result, says: `${says.zh} ${says.en}` },
  };
};
