import { useCallback, useEffect, useState } from 'react';
import type { CommandInput, CommandOutput, SocketCommandName } from '../../../shared/protocol/index.ts';
import { newRandomId } from '../../link/random-id.ts';
import { useSeated } from './seat-context.tsx';

type Conversation = CommandOutput<'attempt_messages'>;
type ToolState = CommandOutput<'attempt_tools'>;

/** What a message or a raised hand looks like before its id. */
type Said<Name extends SocketCommandName> = Omit<CommandInput<Name>, 'id'>;

/** The room tells of the attempt often; what is asked because of it is asked once for all of them. */
const PACE_MS = 400;

/**
 * The candidate's messages, hand and tools as the room has them: asked for at once, again when the room says something
 * to this candidate, and after everything sent from here. `isWatching`: is anybody looking?
 */
export function useHelp(isWatching: boolean) {
  const { link } = useSeated();
  const { api, connection } = link;
  const [conversation, setConversation] = useState<Conversation>();
  const [tools, setTools] = useState<ToolState>();
  const [error, setError] = useState<unknown>();

  const load = useCallback(async (): Promise<void> => {
    try {
      const [said, aids] = await Promise.all([api.call('attempt_messages', {}), api.call('attempt_tools', {})]);
      setConversation(said);
      setTools(aids);
      setError(undefined);
    } catch (caught) {
      setError(caught);
    }
  }, [api]);

  const isHandUp = conversation?.hand !== undefined;
  useEffect(() => {
    void load();
  }, [load]);
  useEffect(() => {
    let timer: number | undefined;
    const soon = (): void => {
      timer ??= window.setTimeout(() => {
        timer = undefined;
        void load();
      }, PACE_MS);
    };
    const stops = [
      connection.on('exam-message', soon),
      connection.on('tool-access', soon),
      // That somebody attended to the hand is heard as a change of the attempt.
      connection.on('attempt-state', () => (isWatching || isHandUp) && soon()),
    ];
    return () => {
      window.clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [connection, load, isWatching, isHandUp]);

  /** Sends one thing and answers whether it arrived; the reason why not is in `error`. */
  const send = useCallback(
    async <Name extends 'chat_send' | 'hand_raise' | 'hand_lower' | 'note_add' | 'tool_request' | 'recovery_request'>(
      name: Name,
      said: Said<Name>,
    ): Promise<boolean> => {
      try {
        await connection.request(name, { id: newRandomId(), ...said } as CommandInput<Name>);
        await load();
        return true;
      } catch (caught) {
        setError(caught);
        return false;
      }
    },
    [connection, load],
  );

  /** Tells the room of one use of a granted tool; false when it is not allowed (any more) or cannot be asked. */
  const use = useCallback(
    async (grantId: string): Promise<boolean> => {
      try {
        await connection.request('tool_use', { id: newRandomId(), grantId: grantId as CommandInput<'tool_use'>['grantId'] });
        setError(undefined);
        return true;
      } catch (caught) {
        setError(caught);
        return false;
      }
    },
    [connection],
  );

  return { conversation, tools, error, load, send, use };
}
export type Help = ReturnType<typeof useHelp>;
