/** Verifies credentials and presentations, in the shape of the W3C's VC API: 200 when everything holds, else 400 not-verified with every broken rule. */
import { problem } from '#functions/kernel/problem.ts';
import { type Body, validate } from '#functions/kernel/request.ts';
import { identify } from '#functions/snapshot/caller.ts';
import type { SnapshotHolder } from '#functions/snapshot/snapshot.ts';
import { EnvelopedPresentation, Presentation, type Remark } from '#schemas/credential.ts';
import type { credentialsRoutes } from '#schemas/routes/credentials.ts';
import {
  type CheckDeps,
  type Checked,
  checkCredential,
  failed,
  isEnveloped,
  meaning,
  signedBy,
} from './check-credential.ts';
import type { Json } from './ld/linked-data.ts';
import { checkProofs, type Proven } from './proof/check.ts';
import { type Audience, open } from './proof/envelope.ts';
import { proofsOf } from './proof/prove.ts';

export interface VerifyDeps extends CheckDeps {
  readonly snapshots: SnapshotHolder;
}

const under = (at: string, { errors, remarks, ours }: Checked): Checked => {
  const named = ({ field, rule }: Remark) => ({ field: `${at}${field === '/' ? '' : field}`, rule });
  return { errors: errors.map(named), remarks: remarks.map(named), ours };
};

const answer = ({ errors, remarks, ours }: Checked) => {
  if (errors.length > 0) throw problem('not-verified', { errors: errors.slice(0, 20) });
  return { body: { verified: true, ours, remarks: remarks.slice(0, 50) } };
};

export const verifyCredential =
  (deps: VerifyDeps): Body<typeof credentialsRoutes.verifyCredential> =>
  async ({ body, caller, now }) => {
    identify(await deps.snapshots.current(), caller, 'certificates');
    return answer(under('/verifiableCredential', await checkCredential(deps, body.verifiableCredential, now)));
  };

/** All that a presentation holds: itself, its holder, and each credential in it. */
const checkPresented = async (deps: CheckDeps, presentation: Presentation, proven: Proven, now: number) => {
  const credentials = presentation.verifiableCredential === undefined ? [] : [presentation.verifiableCredential].flat();
  // What the credentials say is checked in each of them, under its own contexts.
  const { verifiableCredential: _credentials, ...frame } = presentation;
  const [words, ...inside] = await Promise.all([
    meaning(frame, proofsOf(presentation)),
    ...credentials.map(async (one, i) => under(`/verifiableCredential/${i}`, await checkCredential(deps, one, now))),
  ]);
  const parts = [
    { errors: proven.broken, remarks: [] },
    words,
    signedBy(presentation.holder, proven.controllers, '/holder'),
    ...inside,
  ];
  return {
    errors: parts.flatMap(({ errors }) => errors),
    remarks: parts.flatMap(({ remarks }) => remarks),
    ours: inside.length > 0 && inside.every(({ ours }) => ours),
  };
};

const checkPresentation = async (deps: CheckDeps, given: Json, audience: Audience): Promise<Checked> => {
  if (!isEnveloped(given, 'EnvelopedVerifiablePresentation')) {
    const presentation = validate(Presentation, given, '/verifiablePresentation');
    const proven = await checkProofs(given, { purpose: 'authentication', ...audience });
    return checkPresented(deps, presentation, proven, audience.now);
  }
  const opened = open(validate(EnvelopedPresentation, given, '/verifiablePresentation').id, audience);
  if ('rule' in opened) return failed({ field: '/id', rule: opened.rule });
  const presentation = validate(Presentation, opened.document, '/verifiablePresentation');
  return checkPresented(deps, presentation, { broken: [], controllers: [opened.controller] }, audience.now);
};

export const verifyPresentation =
  (deps: VerifyDeps): Body<typeof credentialsRoutes.verifyPresentation> =>
  async ({ body, caller, now }) => {
    identify(await deps.snapshots.current(), caller, 'certificates');
    const { challenge, domain } = body.options ?? {};
    const checked = await checkPresentation(deps, body.verifiablePresentation, { now, challenge, domain });
    return answer(under('/verifiablePresentation', checked));
  };
