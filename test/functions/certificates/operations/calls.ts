/** Operations as the function gets them. */
import { listOperations } from '#functions/certificates/operations/history.ts';
import { operate } from '#functions/certificates/operations/operate.ts';
import type { Caller } from '#functions/kernel/request.ts';
import type { CertificateType } from '#schemas/certificate.ts';
import type { CertificateOperationLine, OperationRequest } from '#schemas/certificate-operation.ts';
import { type Deps, issuer, NOW, snapshotWith } from '../world.ts';

/** The city's types, or those given, with every operation the table of states knows. */
export const everyOperation = (types: readonly CertificateType[] = snapshotWith().raw.certificateTypes) =>
  snapshotWith({ certificateTypes: types.map(({ operations: _some, ...type }) => type) });

interface Said extends Partial<OperationRequest> {
  readonly ifMatch?: number;
  readonly key?: string;
  readonly now?: number;
  readonly caller?: Caller;
}

export const REASON = '登记簿记载有误，依申请更正';

export const operateBy = async (
  deps: Deps,
  identifier: string,
  { ifMatch = 1, key = `${identifier.slice(-26)}-${ifMatch}`, now = NOW, caller = issuer, ...change }: Said = {},
) => {
  const body: OperationRequest = { operation: 'hold', reason: REASON, ...change };
  const input = { query: undefined, requestId: 'r', params: { identifier }, body, caller, now };
  return (await operate(deps)({ ...input, ifMatch, idempotencyKey: key })).body as CertificateOperationLine;
};

/** Whose issues find that `identifier` was held a moment before they are written. */
export const heldBetween = (deps: Deps, identifier: string): Deps => ({
  ...deps,
  issues: {
    ...deps.issues,
    issue: async (wish) => {
      await operateBy(deps, identifier);
      return deps.issues.issue(wish);
    },
  },
});

interface Page {
  readonly items: CertificateOperationLine[];
  readonly next?: string;
}

export const historyOf = async (
  deps: Deps,
  identifier: string,
  { caller = issuer, limit = 20, cursor }: { caller?: Caller; limit?: number; cursor?: string } = {},
) => {
  const query = { limit, cursor };
  const input = { query, body: undefined, requestId: 'r', params: { identifier }, caller, now: NOW };
  return (await listOperations(deps)(input)).body as Page;
};
