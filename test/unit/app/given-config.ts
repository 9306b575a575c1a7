import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type ConfigFlags, loadConfig, type RoomConfig } from '../../../src/main/app/config.ts';
import { StartError } from '../../../src/main/domain/start-error.ts';

/** What a configuration is made from. */
export interface Given {
  readonly flags?: ConfigFlags;
  readonly env?: Record<string, string>;
  readonly dotEnv?: string;
  readonly file?: unknown;
}

/** Loads the configuration as a room started in the folder `cwd`, with these things set, would. */
export function loadGiven(cwd: string, { flags = {}, env = {}, dotEnv, file }: Given = {}): RoomConfig {
  const dataDir = join(cwd, 'data');
  mkdirSync(dataDir);
  if (dotEnv !== undefined) writeFileSync(join(cwd, '.env'), dotEnv);
  if (file !== undefined) writeFileSync(join(dataDir, 'config.json'), typeof file === 'string' ? file : JSON.stringify(file));
  return loadConfig({ flags: { dataDir: 'data', ...flags }, env, cwd });
}

/** The sentence with which it is refused. */
export function refusalOf(cwd: string, given: Given): string {
  try {
    loadGiven(cwd, given);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    expect((error as StartError).code).toBe('config_invalid');
    return (error as StartError).message;
  }
  throw new Error(`accepted: ${JSON.stringify(given)}`);
}
