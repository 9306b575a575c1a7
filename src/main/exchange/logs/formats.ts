import { createAccessLog } from './access-log.ts';
import { createEventsJsonl } from './events-jsonl.ts';
import type { LogReader } from './log-format.ts';
import { createRequestsJsonl } from './requests-jsonl.ts';
import { createSshd } from './sshd.ts';

/** The recorded logs that can be replayed, by the name `--format` takes (operations). */
export const LOG_FORMATS = {
  'access-log': createAccessLog,
  'events-jsonl': createEventsJsonl,
  'requests-jsonl': createRequestsJsonl,
  sshd: createSshd,
} as const satisfies Record<string, () => LogReader>;
export type LogFormat = keyof typeof LOG_FORMATS;
