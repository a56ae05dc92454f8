/** That a party does not hold a certificate, or that it is not valid, says something about a person too: recorded before it is said. */
import { decidedFacts } from '#functions/exchange/facts.ts';
import type { Instance } from '#functions/exchange/instance.ts';
import { keepRecord } from '#functions/exchange/keep-record.ts';
import { releasedText } from '#functions/exchange/record.ts';
import type { RecordsStore } from '#functions/exchange/records.store.ts';
import { ProblemError } from '#functions/kernel/problem.ts';
import type { Allowed } from './allow.ts';
import { coHolders } from './held.ts';
import type { StoredCertificate } from './stored.ts';

export interface Asked {
  readonly kind: 'pull' | 'copy';
  readonly allowed: Allowed;
  readonly identifier: string;
  /** Code of the party. */
  readonly holder: string;
  readonly requestText: string;
  readonly moment: () => number;
}

/** What `read` reads, and tells `meet` of. Its refusals are thrown on when their record is written; without a record nothing is said. */
export const recordedRefusal = async <T>(
  { records, instance }: { readonly records: RecordsStore; readonly instance: Instance },
  { kind, allowed, identifier, holder, requestText, moment }: Asked,
  read: (meet: (stored: StoredCertificate) => void) => Promise<T>,
): Promise<T> => {
  let met: StoredCertificate | undefined;
  try {
    return await read((stored) => {
      met = stored;
    });
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { at } = decidedFacts(allowed);
    await keepRecord(
      {
        ...decidedFacts(allowed),
        kind,
        ms: moment() - at,
        fields: [],
        found: error.code !== 'not-found',
        certificate: identifier,
        ...(met ? coHolders(met, allowed.handle) : {}),
        subjectCode: holder,
        requestText,
        releasedText: releasedText({ refused: error.code }),
      },
      undefined,
      { records, instance, keys: allowed.keys },
    );
    throw error;
  }
};
