import { describe, expect, it } from 'vitest';
import { createDialogs } from '../../../../src/main/electron/dialogs.ts';
import { answer, type Caller } from '../../../../src/main/electron/ipc.ts';
import { createLifeEvents } from '../../../../src/main/electron/seat/life-events.ts';
import { certificateHandlers, type FileSaving } from '../../../../src/main/electron/seat/save-certificate.ts';
import { createWindowBook } from '../../../../src/main/electron/window-book.ts';
import { SEAT_CHANNELS } from '../../../../src/shared/ipc.ts';
import type { AttemptState } from '../../../../src/shared/model/attempt.ts';
import { RoomError } from '../../../../src/shared/protocol/errors.ts';

const PDF = new TextEncoder().encode('%PDF-1.7 one page');
const ORIGIN = 'app://invigil';

interface Given {
  readonly state?: AttemptState;
  /** What the room answers, when asked. */
  readonly room?: () => Promise<Uint8Array<ArrayBuffer>>;
  readonly place?: () => Promise<string | undefined>;
  readonly write?: FileSaving['write'];
}

/** Of an attempt the room has said nothing about yet. */
const unheardLife = () =>
  createLifeEvents({ client: { report: () => '1' }, connection: { on: () => () => {} }, attemptId: 'a', details: {} });

/** A seat whose attempt stands so, and a computer that notes what happens to its disk. */
function seatAt({ state = 'submitted', room = async () => PDF, place = async () => '/home/c.pdf', write }: Given = {}) {
  const life = unheardLife();
  life.hearState(state);
  const done: string[] = [];
  const handlers = certificateHandlers({
    current: () => ({
      life,
      link: {
        api: {
          document: async (command) => {
            done.push(command);
            return room();
          },
        },
      },
    }),
    saving: {
      choosePlace: async (name) => {
        done.push(`asked for ${name}`);
        return place();
      },
      write: write ?? (async (path, bytes) => void done.push(`wrote ${bytes.length} to ${path}`)),
    },
    report: (what) => done.push(what),
  });
  return { life, done, save: () => handlers['seat:save-certificate']({}, undefined as never) };
}
const outcome = (name: string) => ({ ok: true, value: { outcome: name } });

describe('saving a certificate at a desktop seat', () => {
  it('EX7 asks the room, then the person where, then writes what the room sent', async () => {
    const { save, done } = seatAt();
    expect(await save()).toEqual(outcome('saved'));
    expect(done).toEqual(['own_certificate', 'asked for certificate.pdf', `wrote ${PDF.length} to /home/c.pdf`]);
  });

  it.each(['waiting', 'in_progress', 'paused', 'suspended'] as const)(
    'EX7 LD1 shows no window of the system over an exam that is %s',
    async (state) => {
      const { save, done } = seatAt({ state });
      expect(await save()).toEqual(outcome('locked'));
      expect(done).toEqual([]);
    },
  );

  it('EX7 LD1 nor where the exam went on while the room answered, nor where nobody knows how it stands', async () => {
    const seat = seatAt({
      room: async () => {
        seat.life.hearState('in_progress');
        return PDF;
      },
    });
    expect(await seat.save()).toEqual(outcome('locked'));
    expect(seat.done).toEqual(['own_certificate']);
    expect(unheardLife().isOver()).toBe(false);
  });

  it('EX7 asks nobody where before the result is published: the room’s refusal goes to the page', async () => {
    const { save, done } = seatAt({
      room: async () => {
        throw new RoomError('not_found', 'There is no certificate for you.');
      },
    });
    expect(await save()).toMatchObject({ ok: false, error: { kind: 'refused', code: 'not_found' } });
    expect(done).toEqual(['own_certificate']);
  });

  it('EX7 SEC1 puts nothing but a PDF on the candidate’s disk', async () => {
    const { save, done } = seatAt({ room: async () => new TextEncoder().encode('MZ a program') });
    expect(await save()).toMatchObject({ ok: false, error: { kind: 'refused', code: 'internal' } });
    expect(done).toEqual(['own_certificate']);
    const long = new Uint8Array(20_000_001);
    long.set(PDF);
    expect(await seatAt({ room: async () => long }).save()).toMatchObject({ ok: false });
  });

  it('EX7 says that nothing was saved, and why: cancelled, or a disk that is full', async () => {
    expect(await seatAt({ place: async () => undefined }).save()).toEqual(outcome('cancelled'));
    const full = seatAt({
      write: async () => {
        throw new Error('ENOSPC');
      },
    });
    expect(await full.save()).toEqual(outcome('not_written'));
    expect(full.done).toContain('the certificate could not be written');
  });

  it('EX7 asked twice at once it is one dialog, and asked later another', async () => {
    const { save, done } = seatAt();
    expect(await Promise.all([save(), save()])).toEqual([outcome('saved'), outcome('saved')]);
    expect(done.filter((step) => step.startsWith('asked'))).toHaveLength(1);
    await save();
    expect(done.filter((step) => step.startsWith('asked'))).toHaveLength(2);
  });

  it('E7 is for the exam’s own page, which names neither file nor place', async () => {
    const { save, done } = seatAt();
    const ask = (kind: 'exam' | 'console', url: string, input: unknown) =>
      answer(
        'seat:save-certificate',
        { sender: { id: 5 }, senderFrame: { url, parent: null } } as unknown as Caller,
        input,
        save,
        { windowOf: () => ({ kind, origin: ORIGIN }), report: () => {} },
      );
    expect((await ask('console', `${ORIGIN}/console/`, {})).ok).toBe(false);
    expect((await ask('exam', 'https://elsewhere.example/', {})).ok).toBe(false);
    expect((await ask('exam', `${ORIGIN}/exam/`, { path: '/etc/passwd' })).ok).toBe(false);
    expect(done).toEqual([]);
    expect(await ask('exam', `${ORIGIN}/exam/`, {})).toEqual({ ok: true, value: outcome('saved') });
    expect(
      SEAT_CHANNELS['seat:save-certificate'].output.safeParse({ ok: true, value: { outcome: 'saved', path: '/' } }).success,
    ).toBe(false);
  });

  it('EX7 takes a cancelled dialog for no place', async () => {
    const asked: unknown[] = [];
    const dialog = (reply: { canceled: boolean; filePath: string }) =>
      ({
        showSaveDialog: async (...given: unknown[]) => {
          asked.push(given.at(-1));
          return reply;
        },
      }) as unknown as Parameters<typeof createDialogs>[0];
    const place = (reply: { canceled: boolean; filePath: string }) =>
      createDialogs(dialog(reply), createWindowBook()).choosePdf(undefined, 'certificate.pdf');
    expect(await place({ canceled: false, filePath: '/home/mine.pdf' })).toBe('/home/mine.pdf');
    expect(await place({ canceled: true, filePath: '' })).toBeUndefined();
    expect(asked[0]).toEqual({ defaultPath: 'certificate.pdf', filters: [{ name: 'PDF', extensions: ['pdf'] }] });
  });
});
