import type { RoomConfig } from '../../app/config.ts';
import type { Source } from '../../app/config-layers.ts';

export interface ShownSetting {
  /** `null` where nothing is set and nothing is the default. */
  readonly value: unknown;
  readonly source: Source['from'];
  /** The name it stands under there. */
  readonly name: string;
}

const SECRETS: readonly string[] = ['adminPassword'];

/** `eventRate.burst` of `{ eventRate: { burst } }`. */
const valueAt = (config: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>> | undefined)?.[name], config);

/** Every setting with where it came from; of a secret only that it is set. */
export function settingsShown(config: RoomConfig): Readonly<Record<string, ShownSetting>> {
  return Object.fromEntries(
    Object.entries(config.sources).map(([setting, { from, name }]) => {
      const value = valueAt(config, setting) ?? null;
      return [setting, { value: value !== null && SECRETS.includes(setting) ? '(hidden)' : value, source: from, name }];
    }),
  );
}
