import { describe, expect, it } from 'vitest';
import { nodeTooOld, portInUse, StartError } from '../../../src/main/domain/start-error.ts';

describe('start errors', () => {
  it('OP1 a port in use says which, where and what to do', () => {
    const error = portInUse('127.0.0.1', 3000, new Error('EADDRINUSE'));
    expect(error).toBeInstanceOf(StartError);
    expect(error.code).toBe('port_in_use');
    expect(error.message).toMatch(/^Port 3000 on 127\.0\.0\.1 .*--port/);
    expect(error.cause).toBeInstanceOf(Error);
  });

  it.each(['20.20.2', '22.11.9', '18.0.0', '22.0.0'])('OP1 Node %s is too old, in words', (version) => {
    expect(nodeTooOld(version)).toMatchObject({ code: 'node_too_old', message: expect.stringContaining(version) });
  });

  it.each(['22.12.0', '22.13.1', '24.21.0', '25.0.0'])('OP1 Node %s is new enough', (version) => {
    expect(nodeTooOld(version)).toBeUndefined();
  });
});
