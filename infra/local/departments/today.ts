/** The day in Beijing, yyyy-mm-dd, by the machine's clock: departments there do not know the hub's. */
import { beijingDate } from '#functions/kernel/beijing.ts';

export const today = (): string => beijingDate(Date.now());
