import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/main/domain/access/actor.ts';
import { createUploadPlaces } from '../../../src/main/domain/exams/upload-places.ts';
import type { SessionId, UserId } from '../../../src/shared/model/ids.ts';

const proctor = (name: string): Actor => ({
  kind: 'user',
  ip: '192.0.2.1',
  userId: name as UserId,
  sessionId: `of ${name}` as SessionId,
  role: 'proctor',
});
const MIB = 1024 * 1024;

/** Uploads that are in hand until each is told to end. */
function hall() {
  const places = createUploadPlaces();
  const ends: PromiseWithResolvers<string>[] = [];
  return {
    ends,
    upload: (who: string, bytes = 1): Promise<string> =>
      places(proctor(who), bytes, () => {
        const end = Promise.withResolvers<string>();
        ends.push(end);
        return end.promise;
      }),
  };
}
/** What becomes of an upload that is refused at once; one that is let in waits for its end. */
const atOnce = (upload: Promise<string>): Promise<string> =>
  Promise.race([upload, new Promise<string>((resolve) => setImmediate(resolve, 'let in'))]);
const busy = { code: 'rate_limited', field: 'file', data: { retryAfterSeconds: 5 } };

describe('security 27 uploads that wait to be read', () => {
  it('EX1 are a few of one user, the next is refused at once and let in when one is done, however it ended', async () => {
    const { ends, upload } = hall();
    const four = Array.from({ length: 4 }, () => upload('a'));
    await expect(atOnce(upload('a'))).rejects.toMatchObject({ ...busy, message: expect.stringMatching(/^4 of your files/) });
    expect(ends).toHaveLength(4);
    const other = upload('b');
    ends[0]?.reject(new Error('a bug'));
    await expect(four[0]).rejects.toThrow('a bug');
    const next = upload('a');
    await expect(atOnce(upload('a'))).rejects.toMatchObject(busy);
    for (const end of ends) end.resolve('read');
    expect(await Promise.all([...four.slice(1), other, next])).toEqual(Array.from({ length: 5 }, () => 'read'));
  });

  it('EX1 are a few of all users together', async () => {
    const { ends, upload } = hall();
    const inHand = Array.from({ length: 12 }, (_, n) => upload(`user ${n % 4}`));
    await expect(atOnce(upload('somebody else'))).rejects.toMatchObject({ ...busy, message: expect.stringMatching(/^The room/) });
    for (const end of ends) end.resolve('read');
    await Promise.all(inHand);
    const after = upload('somebody else');
    ends.at(-1)?.resolve('read');
    expect(await after).toBe('read');
  });

  it('EX1 hold so many bytes and no more; one alone is let in whatever its size', async () => {
    const { ends, upload } = hall();
    const alone = upload('a', 500 * MIB);
    await expect(atOnce(upload('b', 1))).rejects.toMatchObject(busy);
    ends[0]?.resolve('read');
    await alone;
    const both = [upload('a', 64 * MIB), upload('b', 64 * MIB)];
    await expect(atOnce(upload('c', 1))).rejects.toMatchObject(busy);
    for (const end of ends) end.resolve('read');
    expect(await Promise.all(both)).toEqual(['read', 'read']);
  });
});
