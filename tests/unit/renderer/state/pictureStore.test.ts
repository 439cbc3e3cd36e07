import { describe, expect, it } from 'vitest';
import { createPictureStore, currentPicture } from '../../../../src/renderer/state/pictureStore.ts';
import { documentIdSchema, stepIdSchema } from '../../../../src/shared/base/ids.ts';
import { pictureState, stepState } from './pictureStates.ts';

const first = documentIdSchema.parse('first');
const grain = stepIdSchema.parse('grain');

function opened(revision = 5) {
  const store = createPictureStore();
  store.getState().put(pictureState('first', { revision, steps: [stepState('grain')] }));
  store.getState().show(first);
  return store;
}

describe('open pictures', () => {
  it('drops a state that is older than what is known', () => {
    const store = opened(5);
    store.getState().put(pictureState('first', { revision: 4, width: 1 }));
    expect(currentPicture(store.getState())?.revision).toBe(5);
  });

  it('forgets the selection when the selected step is gone', () => {
    const store = opened();
    store.getState().select(grain);
    store.getState().put(pictureState('first', { revision: 6, steps: [] }));
    expect(store.getState().selected).toBeNull();
  });

  it('keeps the picture on screen through a lost connection', () => {
    const store = opened();
    store.getState().replaceAll([pictureState('first', { revision: 1 }), pictureState('second')]);
    expect(store.getState().current).toBe(first);
  });

  it('shows another picture when the one on screen is closed', () => {
    const store = opened();
    store.getState().put(pictureState('second'));
    store.getState().forget(first);
    expect(store.getState().current).toBe('second');
  });

  it('goes back to the whole edit when no step is selected any more', () => {
    const store = opened();
    store.getState().select(grain);
    store.getState().setScope('step');
    store.getState().select(null);
    expect(store.getState().scope).toBe('picture');
  });
});
