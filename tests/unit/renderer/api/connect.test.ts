import { describe, expect, it } from 'vitest';
import { connect } from '../../../../src/renderer/api/connect.ts';
import type { Connection } from '../../../../src/renderer/state/connectionStore.ts';
import { protocolVersion } from '../../../../src/shared/contract/system.ts';
import { inProcessPair } from '../../../../src/shared/rpc/inProcess.ts';
import type { Transport } from '../../../../src/shared/rpc/transport.ts';
import { createFakeServices } from '../../../support/fakeServices.ts';

const server = createFakeServices({ width: 64, height: 64, tileMs: 1 });

/** A connection whose wires can be cut. */
function connected() {
  const statuses: Connection['status'][] = [];
  const wires: Transport[] = [];
  const client = connect({
    waitsMs: [1],
    onStatus: (status) => statuses.push(status),
    openTransport: () => {
      const [page, engine] = inProcessPair();
      wires.push(engine);
      server.connect(engine);
      return page;
    },
  });
  return { client, statuses, wires };
}

describe('the wire to the engine', () => {
  it('is opened again after it broke', async () => {
    const { client, statuses, wires } = connected();
    await client.system.memory({});
    wires[0]?.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    await client.system.memory({});
    expect(statuses).toEqual(['open', 'lost', 'open']);
  });

  it('holds a call that is made while it is down until it is up again', async () => {
    const { client, wires } = connected();
    await client.system.memory({});
    wires[0]?.close();
    await new Promise((resolve) => setTimeout(resolve, 0));
    const { bytes } = await client.system.memory({});
    expect(bytes).toBeGreaterThan(0);
  });

  it('brings events through a new wire to those who listened before', async () => {
    const { client, wires } = connected();
    await client.system.memory({});
    wires[0]?.close();
    const heard: string[] = [];
    client.system.on('settingsChanged', ({ theme }) => heard.push(theme));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await client.system.changeSettings({ theme: 'light' });
    expect(heard).toEqual(['light']);
  });

  it('refuses another version of the protocol and does not ask again', async () => {
    const statuses: Connection['status'][] = [];
    const client = connect({
      waitsMs: [1],
      onStatus: (status) => statuses.push(status),
      openTransport: () => {
        const [page, engine] = inProcessPair();
        void engine.post({ type: 'hello', protocol: protocolVersion + 1 });
        return page;
      },
    });
    await expect(client.system.memory({})).rejects.toMatchObject({ code: 'connection-lost' });
    expect(statuses).toEqual(['refused']);
  });
});
