import type { ExamShell } from '../shared/ipc.ts';
import { anyShell, call, expose, hear } from './bridge.ts';

const shell: ExamShell = {
  ...anyShell,
  place: () => call('seat:place', {}),
  lookUp: (input) => call('seat:look-up', input),
  join: (input) => call('seat:join', input),
  lookBack: (input) => call('seat:look-back', input),
  askBack: (input) => call('seat:ask-back', input),
  open: (input) => call('seat:open', input),
  loadAttempt: () => call('seat:load-attempt', {}),
  saveAnswer: (input) => call('seat:save-answer', input),
  report: (input) => call('seat:report', input),
  ready: (input) => call('seat:ready', input),
  submit: () => call('seat:submit', {}),
  call: (input) => call('seat:call', input),
  medium: (input) => call('seat:medium', input),
  saveCertificate: () => call('seat:save-certificate', {}),
  say: (input) => call('seat:say', input),
  external: (input) => call('seat:external', input),
  tool: (input) => call('seat:tool', input),
  toolFile: (input) => call('seat:tool-file', input),
  toolPage: (input) => call('seat:tool-page', input),
  ping: () => call('seat:ping', {}),
  retry: () => call('seat:retry', {}),
  forget: (input) => call('seat:forget', input),
  onLine: (listener) => hear('seat:line', listener),
  onWork: (listener) => hear('seat:work', listener),
};

expose(shell);
