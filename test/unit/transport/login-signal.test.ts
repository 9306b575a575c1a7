import { describe, expect, it } from 'vitest';
import { createLookupKeys } from '../../../src/main/app/lookup-keys.ts';
import type { Actor } from '../../../src/main/domain/access/actor.ts';
import { MustWait } from '../../../src/main/domain/identity/must-wait.ts';
import type { Store } from '../../../src/main/domain/store.ts';
import type { SeenCommand } from '../../../src/main/transport/witness/command-tap.ts';
import { createLoginSignal } from '../../../src/main/transport/witness/login-signal.ts';
import { operationDone, operationRefused } from '../../../src/main/transport/witness/operation-signal.ts';
import { joinCodeFromBits } from '../../../src/shared/model/join-code.ts';
import type { CommandName } from '../../../src/shared/protocol/commands.ts';
import { type ErrorCode, RoomError } from '../../../src/shared/protocol/errors.ts';

const lookup = createLookupKeys(Buffer.alloc(32, 7));
const joinCode = joinCodeFromBits(new Uint8Array(8).fill(77));
const users = new Map([
  [lookup.of('username', 'ada'), { id: 'id-of-ada', role: 'proctor' }],
  [lookup.of('candidate', 'C001'), { id: 'id-of-c001', role: 'student' }],
]);
const store = {
  users: { byLogin: (key: string) => users.get(key) },
  sittings: { current: (id: string) => ({ state: id === 'over' ? 'ended' : 'open' }) },
} as unknown as Store;
const loginOf = createLoginSignal({ store, lookup, joinCode });

const anyone: Actor = { kind: 'anyone', ip: '192.0.2.7' };
const seen = (name: CommandName, input: unknown, actor: Actor = anyone): SeenCommand => ({ name, input, actor });
const refused = (name: CommandName, input: unknown, code: ErrorCode) =>
  loginOf(seen(name, input), new RoomError(code, 'No.'), undefined);

describe('W2 what a refused sign-in is to the walls', () => {
  it('W2 staff who are known stand by their id, a name nobody has by a keyed pseudonym', () => {
    const wrong = (username: string) => refused('auth_login', { username, password: 'typed-password' }, 'credentials_invalid');
    expect(wrong('Ada')).toEqual({ door: 'console', outcome: 'wrong_secret', user: 'id-of-ada', deviceId: undefined });
    const nobody = wrong('typed-name');
    expect(nobody).toMatchObject({ door: 'console', outcome: 'unknown_user' });
    expect(nobody?.user).toMatch(/^name-[0-9a-f]{16}$/);
    expect(wrong('typed-name')?.user, 'known again').toBe(nobody?.user);
    expect(wrong('C001'), 'a candidate at the wrong door').toMatchObject({ outcome: 'refused' });
  });

  it('W2 nothing that was typed is in a signal, whatever is refused and why', () => {
    const inputs: [CommandName, Record<string, unknown>][] = [
      ['auth_login', { username: 'typed-1', password: 'typed-2', totp: 'typed-3' }],
      ['join', { code: 'typed-4', candidateNumber: 'typed-5', accessCode: 'typed-6', consent: true }],
      ['join_info', { code: 'typed-7' }],
      ['setup', { setupCode: 'typed-8', password: 'typed-9' }],
      ['auth_refresh', { refreshToken: 'typed-10' }],
      ['recovery_request', { id: 'x', method: 'code', code: 'typed-11' }],
      ['totp_remove', { totp: 'typed-12' }],
    ];
    const codes: ErrorCode[] = [
      'credentials_invalid',
      'totp_invalid',
      'rate_limited',
      'user_inactive',
      'join_code_invalid',
      'not_on_roster',
      'access_code_invalid',
      'setup_code_invalid',
      'token_invalid',
      'recovery_code_invalid',
    ];
    let signals = 0;
    for (const [name, input] of inputs) {
      for (const code of codes) {
        const error = new RoomError(code, 'No.');
        const login = loginOf(seen(name, input), error, undefined);
        if (login) signals += 1;
        expect(JSON.stringify([login, operationRefused(seen(name, input), error, 0)])).not.toContain('typed');
      }
    }
    expect(signals).toBeGreaterThanOrEqual(inputs.length);
  });

  it('W2 waiting is told as locked, a code that is missing or not due as nothing', () => {
    const input = { username: 'ada', password: 'x' };
    const mustWait = (name: CommandName, given: unknown) => loginOf(seen(name, given), new MustWait(1_000), undefined);
    expect(mustWait('auth_login', input)).toMatchObject({ outcome: 'locked', user: 'id-of-ada' });
    expect(mustWait('totp_remove', { totp: '1' })).toMatchObject({ outcome: 'locked' });
    expect(refused('auth_login', input, 'totp_required')).toBeUndefined();
    expect(refused('auth_login', input, 'totp_invalid')).toMatchObject({ outcome: 'wrong_secret' });
    const join = { code: joinCode, candidateNumber: 'C001', consent: true };
    expect(refused('join', join, 'access_code_invalid'), 'none was typed').toBeUndefined();
    expect(refused('join', { ...join, accessCode: 'x' }, 'access_code_invalid')).toMatchObject({
      outcome: 'wrong_secret',
      user: 'id-of-c001',
    });
    expect(refused('join', join, 'attempt_in_use')).toBeUndefined();
    expect(loginOf(seen('auth_login', undefined), new RoomError('invalid_input', 'No.'), undefined)).toBeUndefined();
  });

  it('W2 a busy room, and several requests that wait already, are no wrong guess of anybody', () => {
    expect(refused('auth_login', { username: 'ada', password: 'x' }, 'rate_limited')).toBeUndefined();
    expect(refused('recovery_request', { id: 'x', method: 'proctor_approval' }, 'rate_limited')).toBeUndefined();
  });

  it('W2 a slip in the code of the room is nothing, another code is a try', () => {
    const slip = `${joinCode.slice(0, 4)}${joinCode[4] === '7' ? '8' : '7'}${joinCode.slice(5)}`;
    expect(refused('join_info', { code: slip }, 'join_code_invalid')).toBeUndefined();
    const other = joinCodeFromBits(new Uint8Array([9, 200, 13, 88, 251, 4, 99, 31]));
    expect(refused('join_info', { code: other }, 'join_code_invalid')).toMatchObject({
      door: 'join-code',
      outcome: 'wrong_secret',
    });
  });

  it('W2 an exam that is over is told as that, one that is not open yet as nothing', () => {
    const join = (examId: string) => refused('join', { examId, candidateNumber: 'C001', consent: true }, 'exam_not_open');
    expect(join('over')).toMatchObject({ isAfterEnd: true, user: 'id-of-c001' });
    expect(join('to come')).toBeUndefined();
  });
});

describe('W4 what a command is to the walls', () => {
  const staff = { kind: 'user', ip: '192.0.2.7', userId: 'id-of-ada', sessionId: 's', role: 'proctor' } as Actor;

  it('W4 who did what, about what, and how much left the room', () => {
    const command = seen('results_get', { examId: 'e-1' }, staff);
    expect(operationDone(command, { results: [1, 2, 3], total: 3 }, 5)).toEqual({
      kind: 'operation',
      at: 5,
      name: 'results_get',
      role: 'proctor',
      ip: '192.0.2.7',
      user: 'id-of-ada',
      session: 's',
      outcome: 'done',
      about: 'exam:e-1',
      records: 3,
    });
    expect(operationRefused(command, new RoomError('role_forbidden', 'No.'), 5)).toMatchObject({
      outcome: 'refused',
      code: 'role_forbidden',
    });
    expect(operationRefused(command, new Error('a bug with words of its own'), 5)).toMatchObject({ code: 'internal' });
  });
});
