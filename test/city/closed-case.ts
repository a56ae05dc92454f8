/** The case that one scenario closes and another looks for in the archive. */
export const closedCase = { id: '' };
