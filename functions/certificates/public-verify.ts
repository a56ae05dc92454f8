/** 公众核验: the same check as for officers, for everybody. What it answers holds no personal data, whoever asks. */
import type { Body } from '#functions/kernel/request.ts';
import type { publicVerifyRoutes } from '#schemas/routes/public-verify.ts';
import { type CheckDeps, check } from './verifying/check.ts';

export const verifyInPublic =
  (deps: CheckDeps): Body<typeof publicVerifyRoutes.verifyInPublic> =>
  async ({ body, now }) => ({ body: await check(deps, body, now) });
