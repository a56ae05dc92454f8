/** A parcel is refused whole, by the name of one rule; nothing that it held is repeated. */
import { type ProblemError, problem } from '#functions/kernel/problem.ts';

/** docs/ferry.md says what each means to whoever writes the parcels. */
export type FerryRule =
  | 'manifest-form'
  | 'manifest-signature'
  | 'manifest-rule'
  | 'manifest-department'
  | 'manifest-kind'
  | 'manifest-files'
  | 'archive-bytes'
  | 'archive-digest'
  | 'archive-form'
  | 'archive-entries'
  | 'archive-entry'
  | 'archive-hidden-bytes'
  | 'file-bytes'
  | 'file-digest'
  | 'sheet-bom'
  | 'sheet-charset'
  | 'sheet-columns'
  | 'sheet-form'
  | 'sheet-control'
  | 'sheet-formula'
  | 'sheet-rows'
  | 'parcel-unknown'
  | 'parcel-expired'
  | 'parcel-digest'
  | 'parcel-answered'
  | 'answer-ids'
  | 'answer-outcome'
  | 'delta-gap'
  | 'delta-back'
  | 'delta-ahead'
  | 'delta-repeated'
  | 'card-row';

export const refused = (rule: FerryRule): ProblemError => {
  const field = rule.startsWith('manifest') || rule.startsWith('delta') ? '/manifest' : '/archive';
  return problem('unprocessable', { errors: [{ field, rule }], cause: `ferry:${rule}` });
};
