/** Everything a command or a component may reach for. */
import type { Stores } from '../state/createStores.ts';
import type { Client } from './client.ts';
import type { Host } from './host.ts';

/** What commands ask of the picture area; the viewer itself, or null while no picture is mounted. */
interface ViewerPort {
  readonly fit: () => void;
  readonly zoomTo: (scale: number) => void;
  readonly zoomBy: (factor: number) => void;
  readonly focus: () => void;
}

export interface Editor {
  readonly client: Client;
  readonly stores: Stores;
  readonly host: Host;
  readonly viewer: { current: ViewerPort | null };
  /** Gives the keyboard to the instruction bar, with some text to start from. */
  readonly bar: { current: ((text?: string) => void) | null };
}
