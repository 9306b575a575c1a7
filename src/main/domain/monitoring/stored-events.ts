import type { CommandInput, CommandName, CommandOutput } from '../../../shared/protocol/commands.ts';

type Ack = CommandOutput<'security_event'>;

const isStored = (ack: Ack | undefined): boolean => ack?.ok === true && ack.duplicate !== true;

function typeOf(event: unknown): string | undefined {
  const type = typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined;
  return typeof type === 'string' ? type : undefined;
}

/** Tells the type of each observation that a command stored, and was not known before. Other commands store none. */
export function eachStoredEvent(name: CommandName, input: unknown, output: unknown, tell: (type: string) => void): void {
  if (name === 'security_event' || name === 'service_event') {
    const type = isStored(output as Ack) ? typeOf(input) : undefined;
    if (type !== undefined) tell(type);
    return;
  }
  if (name !== 'security_events' && name !== 'service_events') return;
  const { events } = input as CommandInput<'security_events'>;
  const { results } = output as CommandOutput<'security_events'>;
  for (const [index, ack] of results.entries()) {
    const type = isStored(ack) ? typeOf(events[index]) : undefined;
    if (type !== undefined) tell(type);
  }
}
