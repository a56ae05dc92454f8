/** What a person wrote and others are to read: on the page, on a slip, in the archive. */
import * as z from 'zod';

/** Controls but tab and line break, signs that turn the order of the line around (UAX #9), and U+FFFD: a letter that was lost on the way, as of GBK read as UTF-8. */
const UNREADABLE = /[^\P{Cc}\t\n\r]|[\u202a-\u202e\u2066-\u2069\ufffd]/u;

export const isReadable = (written: string): boolean => !UNREADABLE.test(written);

/** Without the blanks around it. `most`: characters. */
export const text = (most: number) => z.string().trim().min(1).max(most).refine(isReadable, 'unreadable-text');
