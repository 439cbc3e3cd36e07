/** The one writer of what the engine knows into the stores: events as they come, everything anew after a reconnect. */
import type { DocumentId } from '../../shared/base/ids.ts';
import type { Stores } from '../state/createStores.ts';
import type { Client } from './client.ts';

/** Listens to all services; the returned function stops it. */
export function bindEvents(client: Client, stores: Stores): () => void {
  const stops = [
    client.picture.on('changed', (state) => stores.picture.getState().put(state)),
    client.picture.on('closed', ({ document }) => {
      stores.picture.getState().forget(document);
      stores.history.getState().forget(document);
    }),
    client.history.on('changed', (change) => {
      if (!stores.history.getState().put(change)) void loadHistory(client, stores, change.document);
    }),
    client.work.on('progress', (job) => stores.job.getState().put(job)),
    client.queue.on('changed', (change) => stores.queue.getState().put(change)),
    client.export.on('finished', (result) => stores.job.getState().putExport(result)),
    client.system.on('settingsChanged', (settings) => stores.settings.setState(settings)),
    client.system.on('engineChanged', (engine) => stores.connection.getState().setEngine(engine)),
    client.system.on('deviceChanged', (change) => stores.connection.getState().setDevice(change)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Asks for a whole tree. Where it does not come, the next change asks again. */
async function loadHistory(client: Client, stores: Stores, document: DocumentId): Promise<void> {
  const tree = await client.history.tree({ document }).catch(() => null);
  if (tree !== null) stores.history.getState().put(tree);
}

/** Asks for everything, at the start, after a lost connection, and when an engine came back. */
export async function loadAll(client: Client, stores: Stores): Promise<void> {
  const [engine, settings] = await Promise.all([client.system.engine({}), client.system.settings({})]);
  stores.settings.setState(settings);
  stores.connection.getState().setEngine(engine);
  if (engine.state !== 'running') return;
  const [info, pictures, jobs] = await Promise.all([
    client.system.info({}),
    client.picture.list({}),
    client.work.list({}),
  ]);
  stores.connection.getState().setInfo(info);
  stores.picture.getState().replaceAll(pictures);
  stores.job.getState().replaceAll(jobs);
  await Promise.all(pictures.map((picture) => loadHistory(client, stores, picture.info.id)));
  stores.queue.getState().replaceAll(await client.queue.list({}));
}
