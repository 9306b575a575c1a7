import type { StartShell } from '../shared/ipc.ts';
import { anyShell, call, expose } from './bridge.ts';

const shell: StartShell = {
  ...anyShell,
  opening: () => call('shell:opening', {}),
  host: (options) => call('shell:host', options),
  chooseFolder: () => call('shell:choose-folder', {}),
  openConsole: (address) => call('shell:open-console', address),
  join: () => call('shell:join', {}),
};

expose(shell);
