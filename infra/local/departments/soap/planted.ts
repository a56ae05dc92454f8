/** What a hostile SOAP system says that must never leave the hub. */
export const PLANTED = 'SECRET-oracle:front/prod?password=hunter2';
/** Firms of whom one answers instead of the one that was asked about. */
export const OTHERS = ['91330784MA000TE21H', '91330784MA000TE13N'] as const;
