/** The papers of cases over a real bucket and table. */

import { paperBodies } from '#functions/cases/papers/bodies.ts';
import { caseFileBytes } from '#functions/cases/papers/files.client.ts';
import { api } from '#functions/kernel/api.handler.ts';
import { casePaperRoutes } from '#schemas/routes/case-papers.ts';
import { caseSlipRoutes } from '#schemas/routes/case-slips.ts';
import { counting } from '#test/engines/counting.ts';
import type { CrashPoints } from '#test/engines/crash-points.ts';
import { freshBucket } from '#test/engines/storage.ts';
import { caller } from '../../http.ts';
import { restaurant } from '../restaurant.ts';
import { casesWorld, XU } from '../world.ts';

export const pdf = (text: string): Buffer => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);

export const papersWorld = async (start: string, crash?: CrashPoints) => {
  const world = await casesWorld(start, crash);
  const bucket = await freshBucket();
  counting(bucket.client, crash);
  const deps = { ...world.deps, bytes: caseFileBytes(bucket.client, bucket.name) };
  const papers = caller(api({ ...casePaperRoutes, ...caseSlipRoutes }, paperBodies(deps)), world.now);
  return {
    ...world,
    bucket,
    papers,
    draft: async (): Promise<string> => (await world.open(restaurant())).body.id,
    upload: (
      id: string,
      bytes: Uint8Array,
      { as = XU, headers = {} }: { as?: string; headers?: Record<string, string> } = {},
    ) => papers('POST /v1/cases/{case}/files', { as, params: { case: id }, bytes, headers }),
    fetched: async (id: string, digest: string, as = XU) => {
      const answer = await papers('GET /v1/cases/{case}/files/{digest}', { as, params: { case: id, digest } });
      return { ...answer, bytes: Buffer.from(String(answer.body), 'base64') };
    },
  };
};
