/** The services of the contract as the window calls them, whatever wire is below and however often it is mended. */
import type { Contract } from '../../shared/contract/index.ts';
import type { Services } from '../../shared/rpc/types.ts';

export type Client = Services<Contract>;
