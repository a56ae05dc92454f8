/** How long a verifier may go on with the list he has, and for how long a list is good at all, seconds. */
export const TTL = 300;
export const GOOD = 24 * 3600;
