import { z } from 'zod';
import type { TokenStore, Tokens } from '../../../shared/client/index.ts';
import { SessionUser } from '../../../shared/model/session.ts';
import { keep, readKept } from './kept.ts';

const KEY = 'invigil.console.session';
const Kept = z.object({
  user: SessionUser,
  token: z.string(),
  refreshToken: z.string(),
  expiresAt: z.string(),
  /** The renewal that was not answered yet. */
  asked: z.object({ refreshToken: z.string(), id: z.string() }).optional(),
});
type Kept = z.infer<typeof Kept>;

/** Who is signed in at this console, on all its tabs; tokens are renewed under it. */
export interface StaffSession {
  /** The signed-in person; the same object until it changes (useSyncExternalStore). */
  user(): SessionUser | undefined;
  readonly tokens: TokenStore;
  begin(user: SessionUser, tokens: Tokens): void;
  end(): void;
  /** Called when somebody signs in or out, here or in another tab. The answer ends it. */
  subscribe(listener: () => void): () => void;
}

function read(): Kept | undefined {
  try {
    return Kept.parse(JSON.parse(readKept(KEY) ?? 'null'));
  } catch {
    return undefined;
  }
}

/**
 * All tabs share one session through local storage, because the room takes a refresh token that is used twice for
 * stolen. Nothing is read before the first question.
 */
export function createStaffSession(): StaffSession {
  const listeners = new Set<() => void>();
  let user: SessionUser | undefined = read()?.user;

  const changed = () => {
    const now = read()?.user;
    if (JSON.stringify(now) === JSON.stringify(user)) return;
    user = now;
    for (const each of listeners) each();
  };
  const onStorage = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) changed();
  };

  return {
    user: () => user,
    tokens: {
      load: read,
      save({ token, refreshToken, expiresAt, asked }) {
        const kept = read();
        if (kept) keep(KEY, JSON.stringify({ ...kept, token, refreshToken, expiresAt, asked }));
      },
    },
    begin(who, tokens) {
      keep(
        KEY,
        JSON.stringify({ user: who, token: tokens.token, refreshToken: tokens.refreshToken, expiresAt: tokens.expiresAt }),
      );
      changed();
    },
    end() {
      keep(KEY, undefined);
      changed();
    },
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener('storage', onStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) window.removeEventListener('storage', onStorage);
      };
    },
  };
}
