import type { RoomEventName, RoomEvents } from '../protocol/index.ts';
import { EVENT_SCHEMAS, isRoomEvent } from './event-schemas.ts';
import { createListeners, type Listeners } from './listeners.ts';
import type { ProblemPort } from './ports.ts';
import { readWire } from './read-answer.ts';

/** Hears what the room sends unasked, and passes on what it understands. */
export interface EventEar {
  on<Name extends RoomEventName>(name: Name, listener: (payload: RoomEvents[Name]) => void): () => void;
  /** An unknown or unreadable event is reported, not passed on. */
  hear(name: string, payload: unknown): void;
}

export function createEventEar(onProblem?: ProblemPort): EventEar {
  const all = new Map<RoomEventName, Listeners<[never]>>();
  return {
    on<Name extends RoomEventName>(name: Name, listener: (payload: RoomEvents[Name]) => void) {
      const listeners = all.get(name) ?? createListeners<[never]>(`${name} listener`, onProblem);
      all.set(name, listeners);
      return listeners.add(listener);
    },
    hear(name, payload) {
      if (!isRoomEvent(name)) return onProblem?.({ where: 'connection', message: `unknown event ${name}` });
      const read = readWire<unknown>(EVENT_SCHEMAS[name], payload);
      if (!read.ok) return onProblem?.({ where: 'connection', message: `unreadable event ${name} (${read.reason})` });
      (all.get(name) as Listeners<[unknown]> | undefined)?.tell(read.value);
    },
  };
}
