import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may speak to the server. A one-time token in an address is traded for a cookie that scripts cannot read and that
 * no other site can make the browser send; from then on the cookie counts, and requests must come from the server's own
 * pages.
 */
export class Access {
  readonly #tokens = new Set<string>();
  readonly #session = randomBytes(32).toString('base64url');
  #port = 0;

  /** The server's port is known only after it listens. */
  listenOn(port: number): void {
    this.#port = port;
  }

  /** An address that opens the editor once. */
  newAddress(): string {
    const token = randomBytes(32).toString('base64url');
    this.#tokens.add(token);
    return `http://127.0.0.1:${this.#port}/?token=${token}`;
  }

  /** The cookie for a token, which is used up by it; null for a wrong or used one. */
  trade(token: string): string | null {
    const match = [...this.#tokens].find((each) => sameText(each, token));
    if (match === undefined) return null;
    this.#tokens.delete(match);
    return `${this.#cookieName()}=${this.#session}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** True where the request is addressed to this server by a local name: a foreign name means DNS rebinding. */
  isAddressedHere(request: IncomingMessage): boolean {
    return this.#hosts().includes(request.headers.host ?? '');
  }

  /** True where no foreign page caused the request. */
  isFromHere(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if (origin !== undefined && !this.#hosts().some((host) => origin === `http://${host}`)) return false;
    return site === undefined || site === 'same-origin' || site === 'none';
  }

  hasCookie(request: IncomingMessage): boolean {
    const name = `${this.#cookieName()}=`;
    const cookies = (request.headers.cookie ?? '').split(';').map((each) => each.trim());
    return cookies.some((each) => each.startsWith(name) && sameText(each.slice(name.length), this.#session));
  }

  /** Cookies do not know ports: two servers must not overwrite each other's. */
  #cookieName(): string {
    return `patina-${this.#port}`;
  }

  #hosts(): readonly string[] {
    return [`127.0.0.1:${this.#port}`, `localhost:${this.#port}`];
  }
}

/** Compares without telling by its duration how much was right. */
function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
