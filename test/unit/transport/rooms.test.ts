import { describe, expect, it } from 'vitest';
import { createRooms } from '../../../src/main/transport/rooms.ts';
import type { RoomName } from '../../../src/shared/protocol/index.ts';

interface Member {
  readonly name: string;
}
const exam = 'exam:1' as RoomName;
const user = (name: string) => `user:${name}` as RoomName;

function start() {
  const rooms = createRooms<Member>();
  const told = (...names: RoomName[]): string[] => {
    const heard: string[] = [];
    rooms.each(names, ({ name }) => void heard.push(name));
    return heard;
  };
  return { rooms, told };
}

describe('protocol 1 rooms', () => {
  it('protocol 1 tells everybody who is in one of the rooms, once', () => {
    const { rooms, told } = start();
    const [ann, ben] = [{ name: 'ann' }, { name: 'ben' }];
    rooms.join(ann, [user('ann'), exam]);
    rooms.join(ben, ['security', 'admin-dashboard']);
    expect(told(exam, user('ann'))).toEqual(['ann']);
    expect(told('security', 'admin-dashboard', exam)).toEqual(['ben', 'ann']);
    expect(told(user('ben'))).toEqual([]);
  });

  it('protocol 1 tells nobody in a room they have left, and others still', () => {
    const { rooms, told } = start();
    const [ann, ben] = [{ name: 'ann' }, { name: 'ben' }];
    for (const member of [ann, ben]) rooms.join(member, [exam, 'security']);
    rooms.leave(ann, exam);
    rooms.leave(ann, exam);
    expect(told(exam)).toEqual(['ben']);
    expect(told('security')).toEqual(['ann', 'ben']);
    rooms.leaveAll(ben);
    expect(told(exam)).toEqual([]);
    expect(told('security')).toEqual(['ann']);
  });

  it('protocol 1 joining twice is once, and leaving once is enough', () => {
    const { rooms, told } = start();
    const ann = { name: 'ann' };
    rooms.join(ann, [exam]);
    rooms.join(ann, [exam]);
    expect(told(exam)).toEqual(['ann']);
    rooms.leave(ann, exam);
    expect(told(exam)).toEqual([]);
  });
});
