import type { ExamShell } from '../shared/ipc.ts';
import { call, expose } from './bridge.ts';

const shell: ExamShell = { about: () => call('shell:about', {}) };

expose(shell);
