import type { ShellHandlers } from './ipc.ts';
import type { ShellMemory } from './shell-memory.ts';

export interface AboutParts {
  readonly version: string;
  readonly memory: ShellMemory;
  /** Another language was chosen: what the shell itself says follows. */
  readonly onLanguage: () => void;
}

/** What every window of ours may ask and tell: the program's version, the language. */
export function aboutHandlers({
  version,
  memory,
  onLanguage,
}: AboutParts): Pick<ShellHandlers, 'shell:about' | 'shell:language' | 'shell:choose-language'> {
  const { platform, versions } = process;
  return {
    'shell:about': () => ({ version, electron: versions.electron ?? '', chrome: versions.chrome ?? '', platform }),
    'shell:language': () => {
      const { language } = memory.get();
      return language === undefined ? {} : { language };
    },
    'shell:choose-language': ({ language }) => {
      memory.change({ language });
      onLanguage();
      return {};
    },
  };
}
