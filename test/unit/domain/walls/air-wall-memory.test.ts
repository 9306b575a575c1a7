import { expect, it } from 'vitest';
import { airWall, createAirState } from '../../../../src/main/domain/walls/air/air-wall.ts';
import { createCleanMemory } from '../../../../src/main/domain/walls/air/clean-memory.ts';
import { get } from './support/air.ts';

const HEADERS = { host: 'room.local', 'user-agent': 'Mozilla/5.0', accept: '*/*' };
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

it('W1 what is clean in one place is looked at again in another, and with other headers', () => {
  const state = createAirState();
  const found = (uri: string, headers: Record<string, string>) =>
    airWall(get(uri, { headers: { ...HEADERS, ...headers } }), state).map(({ type }) => type);
  expect(found('/a?jsessionid=abc', { referer: 'http://room.local/b' })).toEqual([]);
  expect(found('/a?jsessionid=abc', { referer: 'http://elsewhere.example/b' })).toEqual(['session_fixation']);
  expect(found('/a?x=http://elsewhere.example/x.txt', {})).toEqual([]);
  expect(found('/a?include=http://elsewhere.example/x.txt', {})).toEqual(['remote_file_inclusion']);
  expect(found('/a', {})).toEqual([]);
  expect(found('/a', { 'user-agent': 'sqlmap/1.7' })).toEqual(['scanner']);
  expect(found('/a', { 'sec-websocket-key': KEY })).toEqual([]);
  expect(found('/a', { 'sec-websocket-key': `${KEY}\0%00` })).toEqual(['malformed_request']);
});

it('W1 nothing is remembered that may open something, nor what is not the same every time', () => {
  const { nameOf } = createCleanMemory();
  const named = (uri: string, headers: Record<string, string> = {}, body?: string) =>
    nameOf(get(uri, { headers: { ...HEADERS, ...headers }, ...(body === undefined ? {} : { body }) }));
  expect(named('/a')).toContain('/a');
  expect(named('/a', { 'sec-websocket-key': KEY })).not.toContain(KEY);
  for (const header of ['authorization', 'cookie', 'content-length'])
    expect(named('/a', { [header]: '12' }), header).toBeUndefined();
  for (const uri of ['/a?token=x', '/a?ticket=x', '/api/v1/alerts?q=drop+table', `/a?${'x'.repeat(2_000)}`])
    expect(named(uri), uri).toBeUndefined();
  expect(named('/a', {}, '{}')).toBeUndefined();
});
