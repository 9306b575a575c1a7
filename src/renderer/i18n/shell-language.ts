import type { AnyShell } from '../../shared/ipc.ts';
import { i18n, isLanguage, setLanguage } from './index.ts';

/**
 * In a window of the desktop app: takes the language that was chosen in any of its windows, and tells it what is chosen here. Pages of
 * different origins share no storage, and the menu speaks the language too.
 */
export async function shareLanguage(shell: AnyShell | undefined): Promise<void> {
  if (!shell) return;
  const reply = await shell.language();
  const chosen = reply.ok ? reply.value.language : undefined;
  if (chosen !== undefined && chosen !== i18n.language) setLanguage(chosen);
  i18n.on('languageChanged', (language) => {
    if (isLanguage(language)) void shell.chooseLanguage({ language });
  });
}
