import type { Session } from 'electron';
import { pageOrigin } from '../protocol/pageOrigin.ts';

const localSchemes = ['blob:', 'data:', 'devtools:'];

/** Patina works without any network: whatever is not one of its own addresses is cancelled. */
export function blockNetwork(session: Session): void {
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isLocal(details.url) }));
}

/** True for addresses that never leave this program. */
export function isLocal(address: string): boolean {
  return (
    address === pageOrigin ||
    address.startsWith(`${pageOrigin}/`) ||
    localSchemes.some((scheme) => address.startsWith(scheme))
  );
}
