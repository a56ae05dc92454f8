/** Where anything may be sent: https, or this machine. */
import { BadSettings } from './errors.ts';

const ON_THIS_MACHINE = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** Throws BadSettings. */
export const address = (what: string, text: string): URL => {
  if (!URL.canParse(text)) throw new BadSettings(`${what} is no address`);
  const url = new URL(text);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && ON_THIS_MACHINE.test(url.hostname))) return url;
  throw new BadSettings(`${what} must be https: a token is as good as a password`);
};
