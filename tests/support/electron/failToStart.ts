/** Runs the built shell against the stand-in where its page cannot be loaded. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as electron from './standIn.ts';

electron.faults.loadURL = new Error('The page is not there.');
await import(pathToFileURL(join(process.cwd(), 'out/main/index.js')).href);
