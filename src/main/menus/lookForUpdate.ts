import { dialog, shell } from 'electron';
import { packageVersion } from '../../host/packageVersion.ts';
import { newerVersion } from '../../host/updates.ts';
import { failureOf, toAppError } from '../../shared/base/errors.ts';
import { sayFailure } from '../../shared/words/saySentence.ts';
import type { Say } from '../../shared/words/words.ts';

/** Asks the feed for a newer version because somebody chose to, and says what there is; the installer is fetched by hand. */
export async function lookForUpdate(feed: string, say: Say): Promise<void> {
  const own = packageVersion();
  try {
    const newer = await newerVersion(feed, own);
    if (newer === null) {
      await dialog.showMessageBox({
        type: 'info',
        message: say('update.none', { own }),
        buttons: [say('update.well')],
      });
      return;
    }
    const { response } = await dialog.showMessageBox({
      type: 'info',
      message: say('update.newer', { version: newer.version, own }),
      detail: say('update.newerAbout', { address: newer.address }),
      buttons: [say('update.open'), say('update.later')],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (response === 0) await shell.openExternal(newer.address);
  } catch (thrown) {
    dialog.showErrorBox(say('update.failed'), sayFailure(say, failureOf(toAppError(thrown))));
  }
}
