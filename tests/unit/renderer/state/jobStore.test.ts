import { describe, expect, it } from 'vitest';
import { activeJob, createJobStore } from '../../../../src/renderer/state/jobStore.ts';
import { documentIdSchema, jobIdSchema } from '../../../../src/shared/base/ids.ts';
import type { Job } from '../../../../src/shared/contract/work.ts';

const document = documentIdSchema.parse('photo');
const job = (id: string, changes: Partial<Job> = {}): Job => ({
  id: jobIdSchema.parse(id),
  document,
  kind: 'restore',
  state: 'running',
  step: null,
  operation: 'denoise',
  done: 1,
  total: 4,
  etaSeconds: null,
  device: 'cpu',
  error: null,
  ...changes,
});

describe('jobs', () => {
  it('does not bring a finished job back to life when a late event arrives', () => {
    const store = createJobStore();
    store.getState().put(job('a', { state: 'cancelled' }));
    store.getState().put(job('a', { state: 'running' }));
    expect(store.getState().jobs[0]?.state).toBe('cancelled');
  });

  it('shows no draft: it is over before it is read', () => {
    const store = createJobStore();
    store.getState().put(job('a', { kind: 'draft' }));
    expect(activeJob(store.getState(), document)).toBeNull();
  });

  it('shows the job of the picture on screen before those of others', () => {
    const store = createJobStore();
    store.getState().put(job('mine'));
    store.getState().put(job('other', { document: documentIdSchema.parse('another') }));
    expect(activeJob(store.getState(), document)?.id).toBe('mine');
  });
});
