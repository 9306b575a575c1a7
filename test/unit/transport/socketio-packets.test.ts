import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ackMessage, eventMessage, readEvent } from '../../../src/main/transport/socketio-packets.ts';

describe('Socket.IO packets by hand', () => {
  it('protocol 3 an event is written as engine message, event, name and payload', () => {
    expect(eventMessage('exam-message', { title: 'เหลือ 10 นาที' }).text).toBe('42["exam-message",{"title":"เหลือ 10 นาที"}]');
  });

  it('protocol 1 an acknowledgement bears the number of what it answers', () => {
    expect(ackMessage(0, { ok: true }).text).toBe('430[{"ok":true}]');
    expect(ackMessage(4711, { ok: false }).text).toBe('434711[{"ok":false}]');
  });

  it('protocol 1 reads what clients write: number or none, any payload, whatever is in the name', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.jsonValue(),
        fc.option(fc.nat({ max: 999_999_999_999 }), { nil: undefined }),
        (name, payload, id) => {
          const packet = `2${id ?? ''}${JSON.stringify([name, payload])}`;
          const sent = JSON.parse(JSON.stringify([name, payload]));
          expect(readEvent(packet)).toEqual({ name: sent[0], payloads: [sent[1]], ackId: id, bytes: Buffer.byteLength(packet) });
        },
      ),
    );
  });

  it('protocol 1 keeps every argument, so that a second one can be refused', () => {
    expect(readEvent('2["sync"]')).toMatchObject({ name: 'sync', payloads: [], ackId: undefined });
    expect(readEvent('27["sync",{},[],null]')).toMatchObject({ payloads: [{}, [], null], ackId: 7 });
  });

  it.each([
    ['another kind of packet', '3["a"]'],
    ['a connect', '0{"token":"x"}'],
    ['a disconnect', '1'],
    ['a binary event', '51-["a",{"_placeholder":true,"num":0}]'],
    ['another namespace', '2/admin,["a"]'],
    ['broken JSON', '2["a",{]'],
    ['text after the JSON', '2["a"]x'],
    ['no list', '2{"a":1}'],
    ['a list without a name', '2[]'],
    ['a number as name', '2[1,{}]'],
    ['a number of an answer that is too long to count', `2${'9'.repeat(400)}["a"]`],
    ['nothing', ''],
    ['bytes', Buffer.from('2["a"]')],
  ])('protocol 1 leaves %s to Socket.IO', (_, packet) => {
    expect(readEvent(packet)).toBeUndefined();
  });
});
