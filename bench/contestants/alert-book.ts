import { randomUUID } from 'node:crypto';

/** How long repeats of one candidate and type count up one alert, and how often an update of it may be told. */
const GROUPING_MS = 60_000;
const APART_MS = 100;

type Alert = { count: number; rev: number; lastAt: string } & Record<string, unknown>;
interface Entry {
  readonly alert: Alert;
  lastAt: number;
  toldAt: number;
  isWaiting: boolean;
}

/**
 * What the consoles of a contestant are told: the room's alerts in shape and size, repeats coalesced by the room's
 * rule (one alert for a candidate and type within a minute, at most ten updates a second, the last state always).
 */
export function createAlertBook(tell: (name: 'security-alert' | 'alert-updated', alert: Alert) => void) {
  const entries = new Map<string, Entry>();
  let rev = 0;
  let seq = 0;

  function update(entry: Entry, now: number): void {
    if (entry.isWaiting) return;
    const dueIn = entry.toldAt + APART_MS - now;
    if (dueIn <= 0) {
      entry.toldAt = now;
      tell('alert-updated', entry.alert);
      return;
    }
    entry.isWaiting = true;
    setTimeout(() => {
      entry.isWaiting = false;
      entry.toldAt = Date.now();
      tell('alert-updated', entry.alert);
    }, dueIn);
  }

  return {
    add(attemptId: string, eventType: string): void {
      const now = Date.now();
      const at = new Date(now).toISOString();
      const key = `${attemptId}:${eventType}`;
      const known = entries.get(key);
      if (known && now - known.lastAt <= GROUPING_MS) {
        known.lastAt = now;
        known.alert.count += 1;
        known.alert.rev = ++rev;
        known.alert.lastAt = at;
        update(known, now);
        return;
      }
      const alert: Alert = {
        type: 'suspicious_activity',
        severity: 'medium',
        title: 'Copied text',
        message: 'Copied text.',
        source: 'student-client',
        examId: '7f0c2b1e-0f4f-4a3e-9c57-2d8d6c1f9a01',
        attemptId,
        userId: attemptId,
        sessionId: attemptId,
        riskScore: 41.5,
        data: { eventType },
        id: randomUUID(),
        seq: ++seq,
        rev: ++rev,
        status: 'new',
        count: 1,
        reasons: ['Pasted text (3 times): 24.5 points', 'Copied text (2 times): 18 points', 'Left the window: 8 points'],
        threat_level: 'medium',
        firstAt: at,
        lastAt: at,
        timestamp: at,
      };
      entries.set(key, { alert, lastAt: now, toldAt: now, isWaiting: false });
      tell('security-alert', alert);
    },
  };
}
