import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { EditorUnderTest } from './editorUnderTest.ts';
import { chips, openAndWait, sentence, steps } from './hands.ts';
import { openEditor } from './openEditor.ts';
import { patience } from './patience.ts';

let editor: EditorUnderTest;
beforeAll(async () => {
  editor = await openEditor({
    makePhotos: async (folder) => {
      const dark = sharp('resources/sample/sample.jpg').resize({ width: 480 });
      await dark.png().toFile(join(folder, 'dark.png'));
    },
  });
});
afterAll(() => editor.close());

it('says what is wrong with a photo that was just opened, and runs the proposal when it is clicked and entered', async () => {
  const { page } = editor;
  await openAndWait(editor, 'dark.png');
  const proposal = page.getByRole('button', { name: /Found: .*darkness.*Proposed: .*light up the dark photo/ });
  await proposal.click();
  const bar = sentence(page);
  await expect.poll(() => bar.inputValue(), patience).toContain('light up the dark photo');
  await expect.poll(() => chips(page).count()).toBeGreaterThan(0);
  await bar.press('Enter');
  await steps(page).first().waitFor();
  await expect.poll(() => steps(page).first().textContent(), patience).toContain('Light up');
  await page.locator('.proposal').waitFor({ state: 'detached' });
});
