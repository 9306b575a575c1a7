import type { RoomName } from '../../shared/protocol/index.ts';

/** Who is in which room. Only the room's own code puts anybody anywhere (protocol 1, Rooms). */
export interface Rooms<Member> {
  join(member: Member, rooms: readonly RoomName[]): void;
  leave(member: Member, room: RoomName): void;
  leaveAll(member: Member): void;
  /** Is anybody in it? */
  has(room: RoomName): boolean;
  /** Calls for everybody who is in at least one of the rooms, once each. */
  each(rooms: readonly RoomName[], tell: (member: Member) => void): void;
}

export function createRooms<Member extends object>(): Rooms<Member> {
  const members = new Map<RoomName, Set<Member>>();
  const roomsOf = new Map<Member, RoomName[]>();

  function remove(member: Member, room: RoomName): void {
    const others = members.get(room);
    others?.delete(member);
    if (others?.size === 0) members.delete(room);
  }

  return {
    join: (member, rooms) => {
      const joined = roomsOf.get(member) ?? [];
      for (const room of rooms) {
        if (joined.includes(room)) continue;
        joined.push(room);
        const others = members.get(room);
        if (others) others.add(member);
        else members.set(room, new Set([member]));
      }
      roomsOf.set(member, joined);
    },
    leave: (member, room) => {
      const joined = roomsOf.get(member);
      if (!joined?.includes(room)) return;
      roomsOf.set(
        member,
        joined.filter((other) => other !== room),
      );
      remove(member, room);
    },
    leaveAll: (member) => {
      for (const room of roomsOf.get(member) ?? []) remove(member, room);
      roomsOf.delete(member);
    },
    has: (room) => members.has(room),
    each: (rooms, tell) => {
      const audience = rooms.map((room) => members.get(room)).filter((inRoom) => inRoom !== undefined);
      const [only] = audience;
      if (!only) return;
      const everybody = audience.length === 1 ? only : new Set(audience.flatMap((inRoom) => [...inRoom]));
      for (const member of everybody) tell(member);
    },
  };
}
