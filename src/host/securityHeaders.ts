import { randomBytes } from 'node:crypto';

/** A secret for one answer: style elements that carry it are the page's own. */
export function newNonce(): string {
  return randomBytes(18).toString('base64url');
}

/**
 * What a page of Patina may do: nothing but run its own code and talk to where it came from. The same rules hold in a
 * browser and on Electron's own scheme; `connect` lists further places the page may ask for tiles and calls.
 */
export function securityHeaders(nonce: string, connect: readonly string[] = []): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    // Dialogs lock scrolling by a style element of their own, which carries the nonce.
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self'",
    "font-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
  };
}
