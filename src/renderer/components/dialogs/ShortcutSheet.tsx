/** All keys on one page. */
import { useEditor } from '../../api/EditorContext.tsx';
import { isMac } from '../../api/host.ts';
import { type CommandGroup, commandIds, commandOf } from '../../commands/commands.ts';
import { shownKeys } from '../../commands/keymap.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { useWords } from '../useWords.ts';

const groups: readonly CommandGroup[] = ['file', 'edit', 'work', 'view', 'tools', 'window'];

export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const mac = isMac(useEditor().host.platform);
  return (
    <Sheet title={t('shortcuts.title')} about={t('shortcuts.about')} width={760} onClose={onClose}>
      <div className="shortcuts">
        {groups.map((group) => (
          <section key={group} className="shortcutGroup">
            <h3 className="shortcutTitle">{t(`group.${group}`)}</h3>
            <dl>
              {commandIds
                .filter((id) => commandOf(id).group === group && commandOf(id).keys.length > 0)
                .map((id) => (
                  <div key={id} className="shortcutRow">
                    <dt>{t(`command.${id}`)}</dt>
                    <dd>
                      {shownKeys(commandOf(id).keys[0] ?? '', mac).map((key) => (
                        <kbd key={key} className="kbd">
                          {key}
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
