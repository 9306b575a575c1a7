import type { ExamShell } from '../shared/ipc.ts';
import { anyShell, expose } from './bridge.ts';

const shell: ExamShell = { ...anyShell };

expose(shell);
