/** 核验 for officers and departments: of what is presented, or of the elements that somebody states. */
import { problem } from '#functions/kernel/problem.ts';
import type { Body } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { libraryRoutes } from '#schemas/routes/certificates.ts';
import { datedJwk } from './seal/dated.ts';
import type { Signer } from './seal/signer.ts';
import { type CheckDeps, check } from './verifying/check.ts';
import { checkElements, type ElementsDeps } from './verifying/check-elements.ts';

export interface VerifyDeps extends CheckDeps, ElementsDeps {
  readonly signer: () => Promise<Signer>;
}

export const verify =
  (deps: VerifyDeps): Body<typeof libraryRoutes.verifyCertificate> =>
  async (input) => {
    const { elements, ...presented } = input.body;
    if (!elements) {
      identify(await deps.snapshots.current(), input.caller, 'certificates');
      return { body: await check(deps, presented, input.now) };
    }
    if (Object.values(presented).some((one) => one !== undefined))
      throw problem('invalid-request', { errors: [{ field: '/elements', rule: 'by-themselves' }] });
    return { body: await checkElements(deps, input, elements) };
  };

/** The public keys with which anybody can check a signature (RFC 7517), those of the past among them, each with its dates. */
export const jwks =
  ({ signer, sealKeys }: Pick<VerifyDeps, 'signer' | 'sealKeys'>): Body<typeof libraryRoutes.jwks> =>
  async () => {
    const listed = (await sealKeys.list()).map(datedJwk);
    // A key that was disabled because it was stolen tells nothing of itself any more; what it signed is checked still.
    const own = await signer().catch((error: unknown) => {
      if (listed.length === 0) throw error;
      return undefined;
    });
    const unused =
      !own || listed.some(({ kid }) => kid === own.keyId)
        ? []
        : [{ ...own.publicKey, kid: own.keyId, alg: own.algorithm, use: 'sig' }];
    return { body: { keys: [...unused, ...listed] }, headers: { 'cache-control': 'public, max-age=300' } };
  };
