/** Epoch ms to an instant as it is shown, RFC 3339 in UTC with milliseconds. */
export const instant = (at: number): string => new Date(at).toISOString();
