/** What a person does with the queue, by what can be seen in it. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { EditorUnderTest } from './editorUnderTest.ts';

export const rows = (page: Page): Locator => page.locator('.queueRow');
export const row = (page: Page, name: string): Locator => rows(page).filter({ hasText: name });
export const rowNames = (page: Page): Promise<string[]> => page.locator('.queueName').allInnerTexts();
export const rowState = (page: Page, name: string): Promise<string | null> =>
  row(page, name).getAttribute('data-state');

/** Shows the queue where it is not shown. */
export async function showQueue({ page }: EditorUnderTest): Promise<void> {
  if ((await page.locator('.queuePanel').count()) > 0) return;
  await page.keyboard.press('Control+j');
  await page.locator('.queuePanel').waitFor();
}

/** Adds the shared folder with the keyboard and the picker, as a browser's user does; it waits to be started. */
export async function addSharedFolder(editor: EditorUnderTest): Promise<void> {
  const { page } = editor;
  await showQueue(editor);
  await page.keyboard.press('Control+Shift+o');
  await page.getByRole('checkbox', { name: 'Choose photos' }).check();
  await page.getByRole('button', { name: 'Add 1' }).click();
  await rows(page).first().waitFor();
}

/** Drops files on the middle of the window, as the browser tells the page of it. */
export async function dropFiles(page: Page, folder: string, names: readonly string[]): Promise<void> {
  const files = names.map((name) => ({
    name: basename(name),
    bytes: readFileSync(join(folder, name)).toString('base64'),
  }));
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, bytes } of given) {
      const content = Uint8Array.from(atob(bytes), (sign) => sign.codePointAt(0) ?? 0);
      data.items.add(new File([content], name, { type: 'image/jpeg' }));
    }
    return data;
  }, files);
  await page.dispatchEvent('.dropZone', 'drop', { dataTransfer: transfer });
}
