/** Keeps what the code under test writes to stdout, instead of printing it. */
import { afterEach, beforeEach, vi } from 'vitest';

/** Call at the top of a test file; the function returns what the running test has written so far. */
export const keepLines = (): (() => string) => {
  let written = '';
  beforeEach(() => {
    written = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      written += String(chunk);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return () => written;
};
