/** What a batch's answer says about its items: ReportBatchItemFailures as Lambda reads it. */

/** The ids to be delivered again. An answer that cannot be understood fails the whole batch. */
export const failedIds = (payload: string, ids: readonly string[]): readonly string[] => {
  const answer: unknown = JSON.parse(payload);
  if (answer === null || answer === '' || typeof answer !== 'object')
    return answer === null || answer === '' ? [] : ids;
  const failures = (answer as { batchItemFailures?: unknown }).batchItemFailures;
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return ids;
  const named = failures.map((failure) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier);
  return named.every((id): id is string => typeof id === 'string' && ids.includes(id)) ? named : ids;
};
