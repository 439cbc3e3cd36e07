import { rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '../../../src/shared/words/createWords.ts';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { glimpse, openAndWait } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';
import { noisyPhoto } from './photos.ts';

let editor: EditorUnderTest;
afterEach(() => editor.close());

async function makePhotos(folder: string): Promise<void> {
  await noisyPhoto(join(folder, 'small.jpg'), 160, 120);
  await noisyPhoto(join(folder, 'cut.jpg'), 640, 480);
  await truncate(join(folder, 'cut.jpg'), 4000);
}

describe.each([
  {
    language: 'ja-JP',
    spoken: 'ja',
    damaged: 'cut.jpg は壊れているか、途中で切れた JPEG ファイルです',
    lost: 'のフォルダーがありません',
  },
  { language: 'zh-CN', spoken: 'zh', damaged: 'cut.jpg 是损坏或不完整的 JPEG 文件', lost: '所在的文件夹不存在' },
] as const)('a window in $language', ({ language, spoken, damaged, lost }) => {
  it('says what is wrong with a damaged photo and with an export that failed', async () => {
    editor = await openEditor({ makePhotos, language });
    const { page, photos } = editor;
    const say = speak(spoken);

    await editor.choosePhoto('cut.jpg');
    const toast = page.locator('.toast[data-tone="problem"]');
    await toast.waitFor();
    await expect.poll(() => toast.innerText(), patience).toContain(say('error.input-unreadable'));
    await expect.poll(() => toast.innerText(), patience).toContain(damaged);
    await expect.poll(() => toast.innerText(), patience).not.toContain(photos);
    await toast.getByRole('button', { name: say('dialog.close') }).click();

    await page.keyboard.press('Escape');
    await openAndWait(editor, 'small.jpg');
    await page.locator('.canvasHost').focus();
    await page.keyboard.press('Control+e');
    await page.getByLabel(say('export.destination'), { exact: true }).selectOption('beside-source');
    await rename(photos, `${photos}-elsewhere`);
    await page
      .getByRole('button', { name: say('header.export'), exact: true })
      .last()
      .click();
    const outcome = page.locator('.outcome', { hasText: lost });
    await outcome.waitFor();
    await expect.poll(() => outcome.innerText(), patience).toContain('small-restored.jpg');

    const bannerSeen = await glimpse(page, '.banner', say('said.engineEnded', { reason: '' }).trim());
    await editor.killEngine();
    await bannerSeen();
  });
});
