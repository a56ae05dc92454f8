/** Which addresses an endpoint may have. A department gives it, so it is input: what a name leads to is checked when the socket opens. */
import { guard } from '#functions/kernel/guard.ts';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The rule that the address breaks, if any. In plain only on this machine, and only where configuration names it. `networks`: CIDR. */
export const endpointRule = (
  url: string,
  networks: readonly string[],
): 'tls-needed' | 'address-refused' | undefined => {
  try {
    const { base } = guard(url, { networks });
    return base.protocol === 'https:' || LOOPBACK.test(base.hostname) ? undefined : 'tls-needed';
  } catch {
    return 'address-refused';
  }
};

/** 'none', or CIDR networks with commas between. */
export const readNetworks = (text: string): string[] => (text === 'none' ? [] : text.split(','));
