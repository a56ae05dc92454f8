/** 存疑: fields of an answer about somebody that are being checked. Known from the snapshot, so that no exchange reads anything for it. */
import { everyHandle, type HubKeys } from '#functions/kernel/digest.ts';
import type { IndexedSnapshot } from '#functions/snapshot/snapshot.ts';
import type { Doubtful } from '#schemas/doubtful.ts';

const RULE = {
  zh: '所列字段正在校核，校核期间以当事人出示的有效证明为准，继续办理，不得退件。',
  en: 'These fields are being checked. Until then the valid proof that the person shows counts, and the case proceeds.',
};

/** Undefined when nothing of `fields` is in doubt. `subject`: code. */
export const doubtful = (
  snapshot: IndexedSnapshot,
  keys: HubKeys,
  resource: string,
  subject: string,
  fields: readonly string[],
): Doubtful | undefined => {
  const marks = snapshot.doubtsOn(resource);
  if (marks.length === 0) return undefined;
  const handles = everyHandle(keys, subject);
  const mine = marks.filter(({ handle }) => handle === undefined || handles.includes(handle));
  const found = fields.filter((field) => mine.some((mark) => mark.fields.includes(field)));
  return found.length > 0 ? { fields: found, rule: RULE } : undefined;
};
