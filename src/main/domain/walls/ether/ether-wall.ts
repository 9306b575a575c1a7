import { STANDARD_POLICY } from '../../../../shared/model/policy.ts';
import { evidenceKey, isViolation, weightOf } from '../../risk/event-weights.ts';
import { BoundedMemory } from '../bounded-memory.ts';
import type { Detector, Finding } from '../finding.ts';
import type { ClientSignal } from '../signal.ts';
import { type Burst, happenedAt, isOfTheNetwork, NO_BURST, seeInBurst, severalOf, spanOf } from './burst.ts';
import { chainFrom, overdueGaps, type SessionChain, seeInChain } from './event-chain.ts';

/** What is remembered of a recorded day's sessions and exams. */
export interface EtherState {
  readonly chains: BoundedMemory<string, { chain: SessionChain }>;
  readonly bursts: BoundedMemory<string, { burst: Burst }>;
  /** By exam: the attempts seen so far. */
  readonly classes: BoundedMemory<string, Set<string>>;
  seen: number;
}

export const createEtherState = (): EtherState => ({
  chains: new BoundedMemory(20_000, () => ({ chain: chainFrom(0) })),
  bursts: new BoundedMemory(2_000, () => ({ burst: NO_BURST })),
  classes: new BoundedMemory(1_000, () => new Set()),
  seen: 0,
});

const MOST_IN_CLASS = 20_000;

/** A log has no ids, so that an event under a number that was there already is one told twice: passed over. */
function gapsOf(signal: ClientSignal, state: EtherState): Finding[] {
  const { at, attempt, session, seq, type } = signal;
  const known = state.chains.of(session);
  const { chain, overdue } = overdueGaps(known.chain, at, true);
  const isMissing = seq > chain.last || chain.gaps.some(({ from, to }) => from <= seq && seq <= to);
  const link = { id: '', type, occurredAt: '', seq };
  known.chain = isMissing ? seeInChain(chain, link, at, false, () => '').chain : chain;
  return overdue.map(({ from, to }) => ({
    wall: 'ether',
    type: 'sequence_gap',
    severity: 'low',
    confidence: 0.5,
    subject: { user: signal.user, attempt, session },
    reasons: [from === to ? `Report ${from} is missing` : `Reports ${from} to ${to} are missing`],
    at,
  }));
}

function incidentsOf(signal: ClientSignal, state: EtherState): Finding[] {
  const { at, attempt, exam, session, type, occurredAt, offline = false } = signal;
  const others = state.classes.of(exam);
  if (others.size < MOST_IN_CLASS) others.add(attempt);
  if (!isViolation(type) || weightOf(type, STANDARD_POLICY).kind !== 'soft') return [];
  state.seen += 1;
  const known = state.bursts.of(`${exam} ${evidenceKey(type, STANDARD_POLICY)}`);
  const entry = { attempt, session, number: state.seen, at, happenedAt: happenedAt({ occurredAt, receivedAt: at, offline }) };
  const { burst, found } = seeInBurst(known.burst, entry, spanOf(type), () => severalOf(others.size));
  known.burst = burst;
  if (!found?.isNew) return [];
  return [
    {
      wall: 'ether',
      type: 'room_incident',
      severity: isOfTheNetwork(type) ? 'low' : 'medium',
      confidence: 0.8,
      subject: {},
      reasons: [`${type} of ${found.incident.members.length} candidates at once`],
      at,
    },
  ];
}

/**
 * W5 over a recorded day: missing events and incidents of the room. A running room asks the same functions within the command
 * that stores an event, where they can be exact after a crash; nobody shows it client signals a second time.
 */
export const etherWall: Detector<ClientSignal, EtherState> = (signal, state) => [
  ...gapsOf(signal, state),
  ...incidentsOf(signal, state),
];
