/** What a caller hears with every answer of a version that ends: since when it is deprecated (RFC 9745), and until when it is answered (RFC 8594). */
import type { Resource } from '#schemas/resource.ts';

/** Headers; empty while the version is the current one and stays. */
export const sunset = ({ deprecated, ends }: Pick<Resource, 'deprecated' | 'ends'>): Record<string, string> =>
  ends === undefined
    ? {}
    : {
        ...(deprecated ? { deprecation: `@${Math.floor(Date.parse(deprecated.at) / 1000)}` } : {}),
        sunset: new Date(ends).toUTCString(),
      };
