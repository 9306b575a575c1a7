import type { ConsoleShell } from '../shared/ipc.ts';
import { call, expose, hear } from './bridge.ts';

const shell: ConsoleShell = {
  setupCode: () => call('shell:setup-code', {}),
  about: () => call('shell:about', {}),
  onShowAlert: (listener) => hear('shell:show-alert', listener),
};

expose(shell);
