import { toIso } from '../../../shared/model/time.ts';
import { notify } from '../notifications/notify.ts';
import type { Work } from '../work.ts';
import type { StoredToolAccess } from './tool-store.ts';
import { toolOf } from './tool-views.ts';

/** What became of it, in words; the tool's name stands before. */
const WORDS = {
  granted: { text: 'You may use this tool now.', severity: 'success' },
  denied: { text: 'Your request for this tool was not granted.', severity: 'warning' },
  revoked: { text: 'You may not use this tool any more.', severity: 'warning' },
} as const;

/** Keeps for the candidate what staff decided about a tool, so that it is found also by who was away (NT1, TL1). */
export function tellToolAccess(work: Work, access: StoredToolAccess, decision: keyof typeof WORDS): void {
  const { id, name } = toolOf(work.store, access);
  const { text, severity } = WORDS[decision];
  notify(work, [access.userId], {
    type: 'tool_access',
    title: name,
    message: text,
    severity,
    data: {
      toolId: id,
      decision,
      ...(access.expiresAt === undefined ? {} : { expiresAt: toIso(access.expiresAt) }),
      ...(access.decisionReason === undefined ? {} : { reason: access.decisionReason }),
    },
  });
}
