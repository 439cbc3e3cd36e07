/**
 * A folder that is laid out as Electron's is, with fuses that can be burnt and nothing that runs: with it electron-builder
 * packs for real where Electron itself is not to be had.
 */
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TargetName } from '../../scripts/package/targets.ts';

/** What `@electron/fuses` looks for: a mark, the version, how many fuses there are, and each of them off. */
const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wire = Buffer.concat([Buffer.from(mark), Buffer.from([1, 8]), Buffer.from('00000000')]);

/** Writes the folder. */
export function electronDistribution(target: TargetName, folder: string): string {
  const write = (file: string, content: string | Buffer) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
    chmodSync(join(folder, file), 0o755);
  };
  write('LICENSE', 'Electron');
  write('LICENSES.chromium.html', '<p>Chromium</p>');
  if (target === 'darwin-arm64') {
    const contents = 'Electron.app/Contents';
    write(`${contents}/Info.plist`, propertyList('Electron'));
    write(`${contents}/MacOS/Electron`, '');
    write(`${contents}/Resources/default_app.asar`, emptyArchive());
    write(`${contents}/Resources/en.lproj/locale.pak`, '');
    write(`${contents}/Frameworks/Electron Framework.framework/Electron Framework`, wire);
    write(`${contents}/Frameworks/Electron Framework.framework/Resources/en.lproj/locale.pak`, '');
    for (const role of ['', ' (GPU)', ' (Plugin)', ' (Renderer)']) {
      const helper = `Electron Helper${role}`;
      write(`${contents}/Frameworks/${helper}.app/Contents/Info.plist`, propertyList(helper));
      write(`${contents}/Frameworks/${helper}.app/Contents/MacOS/${helper}`, '');
    }
    return folder;
  }
  write('locales/en-US.pak', '');
  write('resources/default_app.asar', emptyArchive());
  if (target === 'win32-x64') write('electron.exe', Buffer.concat([unsignedWindowsProgram(), wire]));
  else {
    write('electron', Buffer.concat([Buffer.from('#!/bin/sh\necho started "$@"\nexit 0\n'), wire]));
    write('chrome-sandbox', '');
  }
  return folder;
}

/** Which fuses are on in a file, in the order of Electron's wire. */
export function burntFuses(file: string): boolean[] {
  const content = readFileSync(file);
  const start = content.indexOf(mark) + mark.length + 2;
  return [...content.subarray(start, start + 8)].map((fuse) => fuse === '1'.charCodeAt(0));
}

/** A file of Windows' format with a version, without its signature, so that it can be edited. */
function unsignedWindowsProgram(): Buffer {
  const program = readFileSync('node_modules/onnxruntime-node/bin/napi-v6/win32/x64/dxil.dll');
  const optionalHeader = program.readUInt32LE(0x3c) + 24;
  const certificateEntry = optionalHeader + 112 + 4 * 8;
  program.fill(0, certificateEntry, certificateEntry + 8);
  return program;
}

/** An archive of Electron's format that holds nothing. */
function emptyArchive(): Buffer {
  const header = '{"files":{}}';
  const archive = Buffer.alloc(16 + header.length);
  for (const [index, value] of [4, header.length + 8, header.length + 4, header.length].entries()) {
    archive.writeUInt32LE(value, index * 4);
  }
  archive.write(header, 16);
  return archive;
}

function propertyList(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${name}</string><key>CFBundleIdentifier</key><string>com.github.Electron</string></dict></plist>
`;
}
