import { isInOrder, type Summary } from '../simulation/simulate-class.ts';
import { PHASES } from '../simulation/watch/class-clock.ts';
import type { Latency } from '../simulation/watch/durations.ts';
import type { CheatsSeen, SeenCheats } from '../simulation/watch/found-cheats.ts';

const inMs = ({ p50, p95, p99 }: Latency): string => `${p50} ms (p50), ${p95} (p95), ${p99} (p99)`;

/** `what` and its times, or nothing where it never happened. */
const timed = (what: string, latency: Latency): string[] =>
  latency.count === 0 ? [] : [`  ${what}: ${inMs(latency)}, at most ${latency.max} ms`];

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, times]) => `${name} ${times}`)
    .join(', ');

const line = (words: string, counts: Readonly<Record<string, number>>): string[] =>
  Object.keys(counts).length === 0 ? [] : [`${words}: ${listed(counts)}`];

function progress(counts: Summary): string {
  const errors = Object.keys(counts.errors).length > 0 ? `; errors: ${listed(counts.errors)}` : '';
  return [
    `${counts.joined}/${counts.students} in, ${counts.started} working, ${counts.submitted} handed in; ${counts.acked} answers and`,
    `${counts.eventsAcked} events acknowledged in ${inMs(counts.latencyMs)}${errors}`,
  ].join(' ');
}

/** What was found by asking the room, worst first. */
function verdict(summary: Summary): string {
  const { lost, doubled, outOfOrder, unacknowledged, unchecked } = summary;
  const wrong = {
    lost,
    doubled,
    'out of order': outOfOrder,
    'never acknowledged': unacknowledged,
    'candidates unchecked': unchecked,
  };
  const found = Object.entries(wrong)
    .map(([what, times]) => `${times} ${what}`)
    .join(', ');
  const apart = `${summary.keptApart} kept apart by the room, ${summary.leftBehind} left behind on another machine`;
  return `${isInOrder(summary) ? 'All in order' : 'NOT IN ORDER'}: of ${summary.checked} answers and events ${found} (${apart})`;
}

const howSoon = ({ total, found, medianMs, slowestMs }: SeenCheats): string =>
  `${found} of ${total} found${found === 0 ? '' : ` on a console after ${medianMs} ms (median), ${slowestMs} (slowest)`}`;

/** What the console of staff saw, and whom it should not have named. */
function seenInWords({ cheats, deeds, byKind, missed, accused, alerts }: CheatsSeen): string[] {
  return [
    ...(cheats.total === 0 ? [] : [`candidates who misbehaved: ${howSoon(cheats)}`, `what they did: ${howSoon(deeds)}`]),
    ...Object.entries(byKind).map(([kind, seen]) => `  ${kind}: ${howSoon(seen)}`),
    ...missed.map(({ candidate, type }) => `  MISSED: ${candidate} ${type}`),
    ...line('alerts by severity', alerts),
    accused.length === 0 ? 'nobody else accused' : `accused without a deed: ${accused.length}`,
    ...accused.map(({ candidate, type, severity, reasons }) => `  ${candidate}: ${severity} ${type} (${reasons.join('; ')})`),
  ];
}

function summaryInWords(summary: Summary): string {
  const { figures } = summary;
  return [
    `${summary.joined} of ${summary.students} candidates joined, ${summary.started} worked, ${summary.submitted} handed in, in ${summary.seconds} s${summary.calledOff ? ' (called off)' : ''}`,
    `${summary.answers} changes of answers, ${summary.acked} answers acknowledged (${summary.held} kept apart)`,
    `${summary.events} security events, ${summary.eventsAcked} acknowledged; ${summary.madeOffline} answers and events made offline`,
    `${summary.faults} faults of the network, ${summary.reconnects} reconnects, ${summary.reloads} reloads, ${summary.crashes} crashes, ${summary.moves} moves`,
    ...timed('joining', figures.join),
    ...timed('from the start to the first question', figures.startToQuestion),
    ...timed('acknowledged', summary.latencyMs),
    ...PHASES.flatMap((phase) => timed(`acknowledged, ${phase}`, figures.ack[phase])),
    ...timed('without a connection', figures.offline),
    ...timed('back after the network was', figures.reconnect),
    ...line('behaviours', summary.behaviours),
    ...line('networks', summary.networks),
    Object.keys(summary.errors).length > 0 ? `errors on the way: ${listed(summary.errors)}` : 'no errors',
    ...Object.entries(summary.misbehaved).map(([candidate, habit]) => `  ${candidate}: ${habit}`),
    ...(summary.seen ? seenInWords(summary.seen) : []),
    verdict(summary),
  ].join('\n');
}

/** A line of the simulation for people; the same as JSON is for programs. */
export function simulationInWords(event: Record<string, unknown>): string {
  switch (event.event) {
    case 'prepared':
      return `The exam is open; join code ${String(event.code)}`;
    case 'joined':
      return `${String(event.joined)} candidates are in`;
    case 'started':
      return 'The exam is running';
    case 'fault':
      return `Everybody's network: ${String(event.do)}${typeof event.forMs === 'number' ? ` for ${Math.round(event.forMs / 100) / 10} s` : ''}`;
    case 'staff':
      return `Staff: ${String(event.do).replaceAll('_', ' ')}${Array.isArray(event.candidates) ? ` (${event.candidates.length} candidates)` : ''}`;
    case 'progress':
      return progress(event as unknown as Summary);
    default:
      return summaryInWords(event as unknown as Summary);
  }
}
