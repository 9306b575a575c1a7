import { describe, expect, it } from 'vitest';
import { createRooms } from '../../../src/main/transport/rooms.ts';
import { SocketIoConnection } from '../../../src/main/transport/socketio-connection.ts';

/** A connection over a socket that writes down what happens to it. */
function start() {
  const log: string[] = [];
  const socket = {
    connected: true,
    disconnect: () => void log.push('disconnect'),
    conn: {
      readyState: 'open',
      writeBuffer: [],
      transport: { name: 'polling' },
      write: (text: string) => void log.push(text),
    },
  };
  const rooms = createRooms<SocketIoConnection>();
  const heldBack = { uncork: () => void log.push('released') };
  const identified = { actor: { kind: 'user', role: 'student' }, expiresAt: 0 };
  const connection = new SocketIoConnection(socket as never, identified as never, rooms, () => {}, heldBack as never);
  const inRoom = () => {
    let count = 0;
    rooms.each(['security'], () => void count++);
    return count;
  };
  return { log, socket, connection, inRoom };
}

const GREETING = [{ name: 'exam-state', payload: { state: 'open' } }] as never;

describe('protocol 1 a connection', () => {
  it('protocol 1 that went while it asked to join a room is not in it; one that is there joins and leaves', () => {
    const gone = start();
    gone.socket.connected = false;
    gone.connection.join('security');
    expect(gone.inRoom()).toBe(0);
    const { connection, inRoom } = start();
    connection.join('security');
    expect(inRoom()).toBe(1);
    connection.leave('security');
    expect(inRoom()).toBe(0);
  });

  it('protocol 1 is greeted before anything that was held back leaves, and is in its rooms from then on', () => {
    const { log, connection, inRoom } = start();
    connection.welcome(GREETING, ['security']);
    expect(log).toEqual(['2["exam-state",{"state":"open"}]', 'released']);
    expect(inRoom()).toBe(1);
    connection.release();
    expect(log).toHaveLength(2);
  });

  it('protocol 1 that is gone before it was let in is in no room, and one that goes leaves them all', () => {
    const gone = start();
    gone.socket.connected = false;
    gone.connection.welcome(GREETING, ['security']);
    expect(gone.inRoom()).toBe(0);
    expect(gone.log).toEqual([]);
    gone.connection.forget();
    expect(gone.log).toEqual(['released']);
    const going = start();
    going.connection.welcome([], ['security']);
    going.connection.forget();
    expect(going.inRoom()).toBe(0);
  });

  it('ID3 that is closed is told why first', () => {
    const { log, connection } = start();
    connection.close('token_revoked', 'This session was ended.');
    expect(log).toEqual(['2["error",{"code":"token_revoked","message":"This session was ended."}]', 'disconnect']);
  });
});
