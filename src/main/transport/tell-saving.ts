import type { UserId } from '../../shared/model/ids.ts';
import type { NotificationMessage } from '../../shared/model/notification.ts';
import { isStaff } from '../../shared/model/role.ts';
import { toIso } from '../../shared/model/time.ts';
import { userRoom } from '../../shared/protocol/events.ts';
import type { Clock, Ids } from '../domain/ports.ts';
import type { Hub } from './hub.ts';

const WORDS = {
  cannot_save: {
    title: 'The room cannot save',
    message:
      'The room cannot write to its disk: it may be full. What was confirmed is stored; clients keep everything else and send it again. Make space, and it goes on by itself.',
    severity: 'error',
  },
  saves_again: { title: 'The room saves again', message: 'The room can write to its disk again.', severity: 'success' },
} as const;

/**
 * Tells all staff who are connected whether the room can save: a notification that is not kept, because what it tells of is that
 * nothing can be.
 */
export function tellSaving(hub: Pick<Hub, 'connections' | 'publish'>, ids: Ids, clock: Clock, saving: keyof typeof WORDS): void {
  const staff = new Set<UserId>();
  for (const { actor } of hub.connections()) if (isStaff(actor.role)) staff.add(actor.userId);
  const payload: NotificationMessage = {
    ...WORDS[saving],
    id: ids.next<string>(),
    type: 'system_maintenance',
    data: { event: `room_${saving}` },
    timestamp: toIso(clock.now()),
    read: false,
  };
  hub.publish({ name: 'notification', payload, rooms: [...staff].map(userRoom) });
}
