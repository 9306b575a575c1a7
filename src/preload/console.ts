import type { ConsoleShell } from '../shared/ipc.ts';
import { anyShell, call, expose, hear } from './bridge.ts';

const shell: ConsoleShell = {
  ...anyShell,
  setupCode: () => call('shell:setup-code', {}),
  alertRaised: (alert) => call('shell:alert-raised', alert),
  tryNotification: (words) => call('shell:try-notification', words),
  onShowAlert: (listener) => hear('shell:show-alert', listener),
};

expose(shell);
