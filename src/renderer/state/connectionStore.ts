/** Whether the engine can be reached, and what it says about itself. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineState, SystemInfo } from '../../shared/contract/system.ts';

export interface Connection {
  /** `refused`: the other end speaks another version of the protocol and asking again will not help. */
  readonly status: 'connecting' | 'open' | 'lost' | 'refused';
  readonly info: SystemInfo | null;
  /** The program behind the wire may die and come back while the wire stays. */
  readonly engine: EngineState;
  readonly memoryBytes: number | null;
}

interface ConnectionActions {
  readonly setStatus: (status: Connection['status']) => void;
  readonly setInfo: (info: SystemInfo) => void;
  /** Before anything else is known there is nothing to change. */
  readonly setDevice: (change: Pick<SystemInfo, 'device' | 'deviceReasons'>) => void;
  readonly setEngine: (engine: EngineState) => void;
  readonly setMemory: (bytes: number) => void;
}

type ConnectionStore = StoreApi<Connection & ConnectionActions>;

export function createConnectionStore(): ConnectionStore {
  return createStore<Connection & ConnectionActions>()((set) => ({
    status: 'connecting',
    info: null,
    engine: { state: 'running', reason: null },
    memoryBytes: null,
    setStatus: (status) => set({ status }),
    setInfo: (info) => set({ info }),
    setDevice: (change) => set(({ info }) => ({ info: info === null ? null : { ...info, ...change } })),
    setEngine: (engine) => set({ engine }),
    setMemory: (memoryBytes) => set({ memoryBytes }),
  }));
}
