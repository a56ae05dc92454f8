/** The one list of environment variables. Infra sets them, handlers read them; a name that is not here does not exist. */
export const ENVIRONMENT = [
  'REGISTRY_TABLE',
  'SNAPSHOT_TABLE',
  'BREAKERS_TABLE',
  'QUOTAS_TABLE',
  'EXCHANGES_TABLE',
  'OPERATIONS_TABLE',
  'QUESTIONS_TABLE',
  'FERRY_TABLE',
  'USES_TABLE',
  'PROGRESS_TABLE',
  'STATISTICS_TABLE',
  'NOTICES_TABLE',
  'SIGHTINGS_TABLE',
  'ALERTS_TABLE',
  'CERTIFICATES_TABLE',
  'CREDENTIALS_TABLE',
  'MATTERS_TABLE',
  'INTAKES_TABLE',
  'UPPER_TABLE',
  'DUE_TABLE',
  'BATCHES_TABLE',
  'EVENTS_TABLE',
  'SUBSCRIPTIONS_TABLE',
  'CERTIFICATES_BUCKET',
  'COPIES_BUCKET',
  'BATCHES_BUCKET',
  'USES_QUEUE_URL',
  'NOTICES_QUEUE_URL',
  'QUALITY_QUEUE_URL',
  'USES_DEAD_LETTERS_URL',
  'RELAY_DEAD_LETTERS_URL',
  'ALERTS_QUEUE_URL',
  'CATALOGUE_QUEUE_URL',
  'BATCHES_QUEUE_URL',
  'TURNS_QUEUE_URL',
  'TURNS_QUEUES',
  'ROWS_PER_SECOND',
  'EVENTS_QUEUE_URL',
  'LATER_QUEUE_URL',
  'SEAL_KEY_ID',
  'CREDENTIAL_KEY_ID',
  'CREDENTIAL_SECRET_ID',
  'HUB_SECRET_ID',
  'DEPARTMENT_SECRET_ID',
  'PUBLIC_URL',
  'ISSUER',
  'CONSOLE_CLIENT',
  'TOKEN_ORIGIN',
  'NODE',
  'WEBHOOK_NETWORKS',
  'UPPERS',
  'VERSION',
] as const;

export type EnvironmentKey = (typeof ENVIRONMENT)[number];

/** Reads variables that must be there. Throws at cold start, naming every one that is missing. */
export const environment = <K extends EnvironmentKey>(...keys: readonly K[]): Record<K, string> => {
  const missing = keys.filter((key) => !process.env[key]);
  if (missing.length > 0) throw new Error(`missing environment: ${missing.join(', ')}`);
  return Object.fromEntries(keys.map((key) => [key, process.env[key]])) as Record<K, string>;
};
