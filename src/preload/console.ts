import type { ConsoleShell } from '../shared/ipc.ts';
import { call, expose } from './bridge.ts';

const shell: ConsoleShell = {
  setupCode: () => call('shell:setup-code', {}),
  about: () => call('shell:about', {}),
};

expose(shell);
