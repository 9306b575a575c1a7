import { PHASES, type Phase } from './class-clock.ts';
import { createDurations, type Durations, type Latency } from './durations.ts';

/** What is counted over the whole class. */
export interface Counts {
  joined: number;
  /** Saw their first question. */
  started: number;
  /** Changes of answers made. Some replace an earlier one before it was sent, so fewer are acknowledged. */
  answers: number;
  /** Answers the room acknowledged; `held` of them kept apart. */
  acked: number;
  held: number;
  /** Security events made, and acknowledged. */
  events: number;
  eventsAcked: number;
  /** Answers and events made while there was no connection. */
  madeOffline: number;
  submitted: number;
  reconnects: number;
  reloads: number;
  crashes: number;
  moves: number;
  /** Faults the candidates' networks had, those of everybody counted for each. */
  faults: number;
  /** What staff did by the script. */
  proctorActions: number;
}

/** Durations by what they are of, ms. */
export interface Figures {
  /** From asking to join to being in. */
  readonly join: Latency;
  /** From the start of the sitting to the questions being there, of those who waited for it. */
  readonly startToQuestion: Latency;
  /** Without a connection, from its loss to its return. */
  readonly offline: Latency;
  /** From the network working again to being connected: what the client's patience costs. */
  readonly reconnect: Latency;
  /** Round trip of every acknowledged command, by the phase in which it was answered. */
  readonly ack: Readonly<Record<Phase, Latency>>;
}

export interface Tally {
  readonly counts: Counts;
  readonly errors: Record<string, number>;
  error(code: string): void;
  readonly join: Durations;
  readonly startToQuestion: Durations;
  readonly offline: Durations;
  readonly reconnect: Durations;
  /** One ack came back after so many ms. */
  acked(ms: number): void;
  latency(): Latency;
  figures(): Figures;
}

/** More different things cannot go wrong; what goes beyond is counted together. */
const MOST_CODES = 100;

export function createTally(phase: () => Phase): Tally {
  const errors: Record<string, number> = {};
  const all = createDurations();
  const byPhase = new Map(PHASES.map((name) => [name, createDurations()]));
  const [join, startToQuestion, offline, reconnect] = [
    createDurations(),
    createDurations(),
    createDurations(),
    createDurations(),
  ];
  return {
    counts: {
      joined: 0,
      started: 0,
      answers: 0,
      acked: 0,
      held: 0,
      events: 0,
      eventsAcked: 0,
      madeOffline: 0,
      submitted: 0,
      reconnects: 0,
      reloads: 0,
      crashes: 0,
      moves: 0,
      faults: 0,
      proctorActions: 0,
    },
    errors,
    error(code) {
      const name = code in errors || Object.keys(errors).length < MOST_CODES ? code : 'others';
      errors[name] = (errors[name] ?? 0) + 1;
    },
    join,
    startToQuestion,
    offline,
    reconnect,
    acked(ms) {
      all.add(ms);
      byPhase.get(phase())?.add(ms);
    },
    latency: all.figures,
    figures: () => ({
      join: join.figures(),
      startToQuestion: startToQuestion.figures(),
      offline: offline.figures(),
      reconnect: reconnect.figures(),
      ack: Object.fromEntries([...byPhase].map(([name, durations]) => [name, durations.figures()])) as Record<Phase, Latency>,
    }),
  };
}
