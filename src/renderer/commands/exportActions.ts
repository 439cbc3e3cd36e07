/** Writing the finished picture. */
import type * as z from 'zod';
import type { destinationSchema, ExportResult } from '../../shared/contract/export.ts';
import type { PictureInfo } from '../../shared/contract/picture.ts';
import type { Job } from '../../shared/contract/work.ts';
import type { ExportOptions } from '../../shared/model/exportOptions.ts';
import type { OutputFormat } from '../../shared/model/image.ts';
import type { Editor } from '../api/editor.ts';
import { attempt } from './attempt.ts';

export type Destination = z.input<typeof destinationSchema>;

/** The same format and depth as the source; formats that cannot be written become the nearest that can. */
export function usualOptions(info: PictureInfo): ExportOptions {
  const format: OutputFormat = info.format === 'gif' ? 'png' : info.format;
  return {
    format,
    quality: 95,
    depth: canHold16(format) ? info.depth : 8,
    longSide: null,
    metadata: 'all',
    pattern: '{name}-restored',
  };
}

export function canHold16(format: OutputFormat): boolean {
  return format === 'png' || format === 'tiff';
}

export function hasQuality(format: OutputFormat): boolean {
  return format === 'jpeg' || format === 'webp' || format === 'avif';
}

export async function startExport(
  editor: Editor,
  options: ExportOptions,
  destination: Destination,
): Promise<Job | null> {
  const document = editor.stores.picture.getState().current;
  if (document === null) return null;
  const job = await attempt(editor, () => editor.client.export.start({ document, options, destination }));
  if (job !== null) editor.stores.job.getState().put(job);
  return job;
}

/** Shows a written file in its folder, or hands it to the browser as a download. */
export function fetchResult(editor: Editor, result: ExportResult): void {
  if (result.download !== null) {
    saveDownload(result.download, result.name);
  } else if (result.grant !== null) {
    const { grant } = result;
    void attempt(editor, () => editor.client.shell.reveal({ grant }));
  }
}

/** Has the browser save what lies at an address. */
export function saveDownload(address: string, name: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
}
