import type { Credentials, KeptTokens, Tokens } from './credentials-contract.ts';
import { createListeners } from './listeners.ts';
import type { NewIdPort } from './ports.ts';
import type { RoomApi } from './rest-contract.ts';
import { RoomUnreachable } from './unreachable.ts';

/** Where the tokens of one session are kept, all fields of them. Memory, session storage, the shell's private file. */
export interface TokenStore {
  load(): KeptTokens | undefined;
  save(tokens: KeptTokens): void;
}

export interface CredentialsOptions {
  /** An API without these credentials: refreshing carries only the refresh token. */
  readonly api: Pick<RoomApi, 'call'>;
  readonly store: TokenStore;
  /**
   * Keeps pages that share the store from renewing at the same moment: the room takes a refresh token used twice
   * for a stolen one and ends the session. Browsers: `(work) => navigator.locks.request('invigil-refresh', work)`.
   */
  readonly exclusive?: <T>(work: () => Promise<T>) => Promise<T>;
  /**
   * Names each renewal, so that one whose answer was lost can be asked for again: without it the room takes the second asking for
   * a stolen token and ends the session. Kept with the tokens, so that this holds where the asker is started anew meanwhile.
   */
  readonly newId?: NewIdPort;
}

export function createMemoryTokenStore(tokens: Tokens): TokenStore {
  let kept: KeptTokens = tokens;
  return {
    load: () => kept,
    save(next) {
      kept = next;
    },
  };
}

/** The tokens of one session, renewed together and only once at a time (protocol 1, Life of a token). */
export function createCredentials(options: CredentialsOptions): Credentials {
  const { api, store, newId, exclusive = (work) => work() } = options;
  const renewed = createListeners<[string]>('credentials');
  let running: Promise<string> | undefined;

  /** What to ask with: under the id this token was asked with before, or a new one, which is kept before anything is sent. */
  function askWith(tokens: KeptTokens): { refreshToken: string; id?: string } {
    const { refreshToken, asked } = tokens;
    if (asked?.refreshToken === refreshToken) return asked;
    if (!newId) return { refreshToken };
    const first = { refreshToken, id: newId() };
    store.save({ ...tokens, asked: first });
    return first;
  }

  async function renew(used: string | undefined): Promise<string> {
    const tokens = store.load();
    if (!tokens) throw new RoomUnreachable('stopped', 'Signed out.');
    // Another page renewed the pair while this one waited for its turn.
    if (used !== undefined && tokens.refreshToken !== used) return tokens.token;
    const { token, refreshToken, expiresAt } = await api.call('auth_refresh', askWith(tokens));
    store.save({ token, refreshToken, expiresAt, asked: undefined });
    return token;
  }

  return {
    token: () => store.load()?.token,
    expiresAt() {
      const tokens = store.load();
      return tokens && Date.parse(tokens.expiresAt);
    },
    refresh() {
      const used = store.load()?.refreshToken;
      running ??= exclusive(() => renew(used))
        .then((token) => {
          renewed.tell(token);
          return token;
        })
        .finally(() => {
          running = undefined;
        });
      return running;
    },
    onRenewed: renewed.add,
  };
}
