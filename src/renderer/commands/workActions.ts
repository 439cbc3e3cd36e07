/** Starting, pausing and cancelling what the engine computes. */
import type { StepId } from '../../shared/base/ids.ts';
import type { Job } from '../../shared/contract/work.ts';
import type { Editor } from '../api/editor.ts';
import { activeJob } from '../state/jobStore.ts';
import { attempt } from './attempt.ts';

async function take(editor: Editor, work: () => Promise<Job>): Promise<void> {
  const job = await attempt(editor, work);
  if (job !== null) editor.stores.job.getState().put(job);
}

/** Computes every step that waits or is stale, or only one of them with what it needs. */
export async function runSteps(editor: Editor, upTo: StepId | null = null): Promise<void> {
  const document = editor.stores.picture.getState().current;
  if (document !== null) await take(editor, () => editor.client.work.run({ document, upTo }));
}

function running(editor: Editor): Job | null {
  return activeJob(editor.stores.job.getState(), editor.stores.picture.getState().current);
}

/** Holds the job at work, or lets it go on. */
export async function togglePause(editor: Editor): Promise<void> {
  const job = running(editor);
  if (job === null) return;
  const { pause, resume } = editor.client.work;
  await take(editor, () => (job.state === 'paused' ? resume({ job: job.id }) : pause({ job: job.id })));
}

/** Ends the job at work; finished tiles are kept. */
export async function cancelJob(editor: Editor): Promise<void> {
  const job = running(editor);
  if (job !== null) await take(editor, () => editor.client.work.cancel({ job: job.id }));
}
