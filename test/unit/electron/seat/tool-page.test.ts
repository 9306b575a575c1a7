import { beforeEach, describe, expect, it } from 'vitest';
import { toolPageHandlers } from '../../../../src/main/electron/seat/tool-page.ts';

const PLACE = { x: 400, y: 100, width: 400, height: 500 };
const GRANT = 'grant';
const page = { id: 'url', kind: 'url', name: 'Table', address: 'https://table.example/', allow: ['https://img.example/'] };

/** A seat whose room answers what the test says. */
function fakeSeat() {
  const ears = new Map<string, (payload: object) => void>();
  const room = {
    access: [{ id: GRANT, state: 'granted', tool: page }] as object[],
    state: 'in_progress',
    asked: 0,
    wait: Promise.resolve(),
  };
  const link = {
    client: { loadAttempt: async () => ({ attempt: { state: room.state } }) },
    api: {
      call: async () => {
        room.asked += 1;
        await room.wait;
        return { tools: [], access: room.access };
      },
    },
    connection: { on: (name: string, ear: (payload: object) => void) => ears.set(name, ear), serverNow: () => 1_000 },
  };
  return { seat: { link } as never, room, says: (name: string, payload: object) => ears.get(name)?.(payload) };
}

describe('TL1 the web page of a granted tool', () => {
  let looks: unknown[];
  let fake: ReturnType<typeof fakeSeat>;
  let timer: { ms: number; run: () => void } | undefined;
  let ask: (input: { grantId?: string; place?: typeof PLACE }) => Promise<unknown>;
  beforeEach(() => {
    looks = [];
    timer = undefined;
    fake = fakeSeat();
    const view = {
      show: (paper: object, place: unknown) => looks.push(['show', paper, place]),
      hide: () => looks.push('hide'),
      close: () => looks.push('close'),
    };
    const clock = {
      after: (ms: number, run: () => void) => {
        timer = { ms, run };
        return () => {
          timer = undefined;
        };
      },
    };
    const handlers = toolPageHandlers(() => fake.seat, view, clock);
    ask = (input) => Promise.resolve(handlers['seat:tool-page'](input, 1));
  });
  const shown = () => looks.filter((look) => Array.isArray(look));

  it('TL1 leads where the room says, is kept to the list of the tool, and is asked for once', async () => {
    await ask({ grantId: GRANT, place: PLACE });
    await ask({ grantId: GRANT, place: { ...PLACE, x: 300 } });
    const paper = { startUrl: page.address, allow: [page.address, 'https://img.example/'] };
    expect(shown()).toEqual([
      ['show', paper, PLACE],
      ['show', paper, { ...PLACE, x: 300 }],
    ]);
    expect(fake.room.asked).toBe(1);
    await ask({});
    expect(looks.at(-1)).toBe('hide');
  });

  it.each([
    ['another kind of tool', [{ id: GRANT, state: 'granted', tool: { ...page, kind: 'dictionary' } }]],
    ['a grant that was revoked', [{ id: GRANT, state: 'revoked', tool: page }]],
    ['a grant whose time is over', [{ id: GRANT, state: 'granted', tool: page, expiresAt: new Date(1_000).toISOString() }]],
    ['no grant', []],
  ])('TL1 shows nothing for %s', async (_, access) => {
    fake.room.access = access;
    await ask({ grantId: GRANT, place: PLACE });
    expect(shown()).toEqual([]);
  });

  it.each(['waiting', 'paused', 'suspended', 'submitted', 'ended'])(
    'TL1 shows nothing while the attempt is %s, whoever asks for it',
    async (state) => {
      fake.room.state = state;
      await ask({ grantId: GRANT, place: PLACE });
      expect(shown()).toEqual([]);
    },
  );

  it('TL1 ends at once with the grant, its time, or the work on the paper, whatever the page beside it does', async () => {
    fake.room.access = [{ id: GRANT, state: 'granted', tool: page, expiresAt: new Date(61_000).toISOString() }];
    await ask({ grantId: GRANT, place: PLACE });
    expect(timer?.ms).toBe(60_000);
    timer?.run();
    expect(looks.at(-1)).toBe('close');
    for (const [name, payload] of [
      ['tool-access', { type: 'revoked' }],
      ['attempt-state', { state: 'suspended' }],
    ] as const) {
      await ask({ grantId: GRANT, place: PLACE });
      expect(Array.isArray(looks.at(-1))).toBe(true);
      fake.says(name, payload);
      expect(looks.at(-1), name).toBe('close');
    }
  });

  it('TL1 what was revoked or covered while the room was asked is not shown after all', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    fake.room.wait = promise;
    const first = ask({ grantId: GRANT, place: PLACE });
    fake.says('tool-access', { type: 'revoked' });
    resolve();
    await first;
    const late = ask({ grantId: GRANT, place: PLACE });
    await ask({});
    await late;
    expect(shown()).toEqual([]);
  });
});
