import { createRoomApi, type FetchPort, type RoomClient } from '../../../shared/client/index.ts';
import type { Alert } from '../../../shared/model/alert.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { newRandomId } from '../../link/random-id.ts';

export interface SimulatedAlert {
  readonly alert: Alert;
  /** From asking the room to the alert on this page's socket. */
  readonly arrivedAfterMs: number;
}

const PATIENCE_MS = 5_000;

function within<T>(work: Promise<T>, reason: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = window.setTimeout(() => reject(new Error(reason)), PATIENCE_MS);
    work.then(resolve, reject).finally(() => window.clearTimeout(timer));
  });
}

/**
 * Raises a real alert, the way another system would: over a key with the right to, which lasts as long as this. Everything the room
 * does with an alert happens, the audit log included. Only an administrator may issue the key.
 */
export async function simulateSecurityAlert(
  client: RoomClient,
  fetchPort: FetchPort,
  severity: Severity = 'high',
): Promise<SimulatedAlert> {
  const stop = client.start();
  const heard = new Map<string, Alert>();
  let look = () => {};
  client.on('security-alert', (alert) => {
    heard.set(alert.id, alert);
    look();
  });
  try {
    await within(
      new Promise((resolve) => client.on('connected', resolve)),
      'The room cannot be reached: checkConnection() says more.',
    );
    const { key, token } = await client.api.call('api_key_issue', { name: 'developer', scopes: ['alerts:write'], ttlHours: 1 });
    try {
      const api = createRoomApi({ baseUrl: window.location.origin, fetch: fetchPort, token: () => token });
      const askedAt = performance.now();
      const { alertId } = await api.call('alert_post', {
        id: newRandomId(),
        type: 'developer_test',
        severity,
        title: 'An alert made by a developer',
        message: 'simulateSecurityAlert() was called in the browser console. Nothing happened in the room.',
      });
      const alert = await within(
        new Promise<Alert>((resolve) => {
          look = () => {
            const own = alertId === undefined ? undefined : heard.get(alertId);
            if (own) resolve(own);
          };
          look();
        }),
        'The room took the alert, but it did not come back over the socket.',
      );
      return { alert, arrivedAfterMs: Math.round(performance.now() - askedAt) };
    } finally {
      await client.api.call('api_key_revoke', { keyId: key.id });
    }
  } finally {
    stop();
  }
}
