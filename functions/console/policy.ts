/** What the browser is told about a page: Content-Security-Policy (CSP 3) and Permissions-Policy. */

export interface Policy {
  /** Where else the page may ask: discovery and token endpoint of the sign-in. */
  readonly connect: readonly string[];
  /** Frames of bytes that the page itself has made: the view of a copy. */
  readonly frames: boolean;
}

const origin = (url: string): string => new URL(url).origin;

/** Scripts and styles are files of ours; nothing is inline, nothing comes from elsewhere, nobody may frame it. */
const csp = ({ connect, frames }: Policy): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "media-src 'self' blob:",
    ["connect-src 'self'", ...new Set(connect.map(origin))].join(' '),
    ...(frames ? ['frame-src blob:'] : []),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

export const pageHeaders = (policy: Policy): Record<string, string> => ({
  'content-security-policy': csp(policy),
  'permissions-policy': 'camera=(self), microphone=(), geolocation=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // A window of the sign-in may come back to us; nobody else keeps a hold of ours.
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
});
