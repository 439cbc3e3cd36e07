/** The one bridge between the page and the shell: a wire, the platform, and grants for dropped files. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { portBridge } from './portBridge.ts';

const wire = portBridge();
ipcRenderer.on('patina:port', (event) => {
  const [port] = event.ports;
  if (port !== undefined) wire.connect(port);
});
ipcRenderer.send('patina:connect');

contextBridge.exposeInMainWorld(
  'patina',
  Object.freeze({
    transport: Object.freeze(wire.transport),
    platform: process.platform,
    tileBase: '',
    grantDropped: (files: readonly File[]) =>
      ipcRenderer.invoke(
        'patina:grant',
        [...files].map((file) => webUtils.getPathForFile(file)),
      ),
  }),
);
