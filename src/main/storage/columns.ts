/** SQLite knows NULL, the model knows undefined. */
export const orNull = <T>(value: T | undefined): T | null => value ?? null;
export const orUndefined = <T>(value: T | null): T | undefined => value ?? undefined;
export const flag = (value: boolean): 0 | 1 => (value ? 1 : 0);
export const json = <T>(text: string): T => JSON.parse(text) as T;
