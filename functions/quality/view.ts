/** A doubt as it is shown: nothing of the person. */
import type * as z from 'zod';
import { type Doubt, type DoubtView, IN_DOUBT } from '#schemas/doubt.ts';

export const view = ({
  v: _v,
  kind: _kind,
  handle: _handle,
  keyVersion: _version,
  request: _request,
  sealed: _sealed,
  steps,
  ...doubt
}: Doubt): z.infer<typeof DoubtView> => ({
  ...doubt,
  inDoubt: IN_DOUBT.includes(doubt.state),
  steps: steps.map(({ reason: _reason, ...step }) => step),
});
