import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { seatPrograms } from '../support/seat-programs.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startProgram = seatPrograms();
const tempDir = tempDirs();

describe('an address without a room', () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });
  async function serve(
    status: number,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<{ address: string; asked: string[] }> {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(status, headers).end(body);
    });
    servers.push(server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
  }

  it('EX5 is told apart: nothing there, something else, another version, no address at all', async () => {
    const { door } = await startProgram(tempDir());
    const code = 'AAAA-AAAA-AAAA-A';
    const gone = await serve(200, '');
    const { address: emptyAddress } = gone;
    await new Promise((resolve) => servers.splice(0).at(0)?.close(resolve));
    await expect(door.lookUp(emptyAddress, code)).rejects.toMatchObject({ name: 'NoRoomError', code: 'room_not_found' });
    for (const [status, body] of [
      [200, '<h1>It works!</h1>'],
      [200, '{"hello":"world"}'],
      [404, 'Not found'],
      [404, '{"code":"not_found","detail":"no"}'],
      [500, '{"code":"EBOOM"}'],
    ] as const) {
      const other = await serve(status, body, { 'content-type': 'application/json' });
      await expect(door.lookUp(other.address, code)).rejects.toMatchObject({ name: 'NoRoomError', code: 'not_a_room' });
      expect(other.asked).toEqual(['/api/v1/setup']);
    }
    const newer = await serve(200, JSON.stringify({ needed: false, version: '9.0.0', protocol: 2 }));
    await expect(door.lookUp(newer.address, code)).rejects.toMatchObject({ name: 'NoRoomError', code: 'room_version' });
    await expect(door.lookUp('not an address', code)).rejects.toMatchObject({ name: 'NoRoomError', code: 'address_invalid' });
    await expect(door.lookUp('https://127.0.0.1:3000', code)).rejects.toMatchObject({
      name: 'NoRoomError',
      code: 'code_missing',
    });
  });

  it('SEC6 is told nothing: whoever is sent elsewhere does not go, and the code stays here', async () => {
    const { door } = await startProgram(tempDir());
    const elsewhere = await serve(200, JSON.stringify({ needed: false, version: '1', protocol: 1 }));
    const gate = await serve(307, '', { location: `http://${elsewhere.address}/api/v1/setup` });
    await expect(door.lookUp(gate.address, 'AAAA-AAAA-AAAA-A')).rejects.toMatchObject({ code: 'not_a_room' });
    expect(elsewhere.asked).toEqual([]);
    expect(gate.asked.join()).not.toContain('AAAA');
  });
});
