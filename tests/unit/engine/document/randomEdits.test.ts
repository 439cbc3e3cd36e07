import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StepId } from '../../../../src/shared/base/ids.ts';
import { startHistory } from '../../../../src/shared/logic/history.ts';
import type { OperationId } from '../../../../src/shared/model/operation.ts';
import { editStep, noisyPicture, openEditor, valuesOf } from '../../../support/openEditor.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

type Editor = Awaited<ReturnType<typeof openEditor>>;
const operations: readonly OperationId[] = ['denoise', 'exposure', 'dehaze', 'contrast'];
const pick = fc.nat(1000);
const actions = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('add' as const), pick }),
    fc.record({ kind: fc.constant('change' as const), pick }),
    fc.record({ kind: fc.constant('paint' as const), pick }),
    fc.record({ kind: fc.constantFrom('move' as const, 'remove' as const, 'jump' as const), pick }),
    fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const, 'run' as const, 'look' as const), pick }),
  ),
  { minLength: 4, maxLength: 14 },
);

async function act({ picture, restore, jobs }: Editor, kind: string, number: number, count: number): Promise<void> {
  const step = picture.steps[number % Math.max(1, picture.steps.length)];
  if (kind === 'add') {
    const made = editStep(`step-${count}`, operations[number % operations.length] ?? 'denoise');
    picture.edit({ kind: 'added', steps: [made], at: number % (picture.steps.length + 1) });
  }
  if (kind === 'undo') picture.undo();
  if (kind === 'redo') picture.redo();
  if (kind === 'jump') picture.jump(number % picture.history.nodes.length);
  if (kind === 'run') await restore();
  if (kind === 'look') {
    picture.look({ left: number % 60, top: number % 40, width: 30, height: 30 });
    jobs.follow(picture);
    await expect.poll(() => jobs.isRestoring(picture.id)).toBe(false);
  }
  if (step === undefined) return;
  const { id }: { id: StepId } = step;
  if (kind === 'change') picture.edit({ kind: 'changed', step: id, changes: { strength: (number % 11) / 10 } });
  if (kind === 'move') picture.edit({ kind: 'moved', step: id, to: number % picture.steps.length });
  if (kind === 'remove') picture.edit({ kind: 'removed', step: id });
  if (kind === 'paint') {
    const points = [number % 90, number % 70, 1, (number * 7) % 90, (number * 3) % 70, 1];
    const stroke = { points, size: 25, hardness: 0.5, flow: 1, erase: false };
    picture.edit({ kind: 'stroked', step: id, stroke, component: null });
  }
}

it('gives, after whatever was done, the pixels of the same steps computed from nothing', async () => {
  const source = noisyPicture(90, 70);
  await fc.assert(
    fc.asyncProperty(actions, async (list) => {
      const editor = await openEditor(await temporaryFolder(), { picture: source });
      for (const [count, { kind, pick: number }] of list.entries()) await act(editor, kind, number, count);
      const whole = { left: 0, top: 0, width: 90, height: 70 };
      editor.picture.look(whole);
      await editor.restore();
      const fresh = await openEditor(await temporaryFolder(), {
        picture: source,
        history: startHistory(editor.picture.steps),
      });
      await fresh.restore();
      const [own, expected] = await Promise.all(
        [editor, fresh].map(({ picture }) => valuesOf(picture.exactLinks.at(-1)?.output ?? picture.pyramid)),
      );
      if (own === undefined || expected === undefined) throw new Error('There are two pictures.');
      expect(Buffer.from(own.buffer).equals(Buffer.from(expected.buffer))).toBe(true);
      await Promise.all([editor.close(), fresh.close()]);
    }),
    { numRuns: 25 },
  );
});
