import type { CandidateSnapshot, ClientClock, SeatLink } from '../../../shared/client/index.ts';
import { CANDIDATE_EVENTS, type SeatLine, type SeatWork } from '../../../shared/ipc.ts';
import type { FileOutbox } from './file-outbox.ts';

/** Changes that come together are told together: nobody sees the difference, and a storm of them does not fill the line. */
const TOGETHER_MS = 15;
/** The room's time is told again so often, in case this machine slept or its clock was mended. */
const CLOCK_MS = 5_000;
/** As many as a line carries. */
const MOST_EVENTS = 64;

type Events = SeatLine['events'];

/** The latest events, one more of them. Of too many a notification goes first: hundreds may have waited, and the page asks for their list. */
function withLatest(events: Events, latest: Events[number]): Events {
  if (events.length < MOST_EVENTS) return [...events, latest];
  const notification = events.findIndex(({ name }) => name === 'notification');
  return [...events.toSpliced(Math.max(0, notification), 1), latest];
}

export interface NewsParts {
  readonly sessionId: string;
  readonly link: Pick<SeatLink, 'connection' | 'client'>;
  readonly outbox: Pick<FileOutbox, 'keeping' | 'onKeeping'>;
  readonly clock: ClientClock;
  /** Gives the next number: it grows over all seats, so that nothing of an earlier seat looks newer. */
  readonly nextVersion: () => number;
  readonly tellLine: (line: SeatLine) => void;
  readonly tellWork: (work: SeatWork) => void;
}

/** What the page is told of a seat, as whole pictures. */
export interface SeatNews {
  line(): SeatLine;
  work(): SeatWork;
  /** The number of the latest event. */
  lastEvent(): number;
  readonly stop: () => void;
}

const asWork = (sessionId: string, version: number, { saves, answers, ...rest }: CandidateSnapshot): SeatWork => ({
  sessionId,
  version,
  saves: [...saves],
  answers: [...answers],
  pending: rest.pending,
  pendingAnswers: rest.pendingAnswers,
  roomCannotSave: rest.roomCannotSave,
  setAside: [...rest.setAside],
  submit: rest.submit,
});

export function createSeatNews({ sessionId, link, outbox, clock, nextVersion, tellLine, tellWork }: NewsParts): SeatNews {
  const { connection, client } = link;
  let events: Events = [];
  let cancelLine: (() => void) | undefined;
  let cancelWork: (() => void) | undefined;

  const work = (): SeatWork => asWork(sessionId, nextVersion(), client.snapshot());
  const line = (): SeatLine => {
    const uncertaintyMs = connection.serverTimeUncertainty();
    const ageMs = connection.serverTimeAge();
    return {
      sessionId,
      version: nextVersion(),
      connection: connection.state,
      serverNow: connection.serverNow(),
      ...(uncertaintyMs === undefined ? {} : { uncertaintyMs }),
      ...(ageMs === undefined ? {} : { ageMs }),
      keeping: outbox.keeping(),
      events,
    };
  };
  const lineChanged = (): void => {
    cancelLine ??= clock.after(TOGETHER_MS, () => {
      cancelLine = undefined;
      tellLine(line());
    });
  };
  const workChanged = (): void => {
    cancelWork ??= clock.after(TOGETHER_MS, () => {
      cancelWork = undefined;
      tellWork(work());
    });
  };
  let cancelClock = (): void => {};
  const tellClock = (): void => {
    lineChanged();
    cancelClock = clock.after(CLOCK_MS, tellClock);
  };
  cancelClock = clock.after(CLOCK_MS, tellClock);

  const stops = [
    connection.onState(lineChanged),
    outbox.onKeeping(lineChanged),
    client.subscribe(workChanged),
    ...CANDIDATE_EVENTS.map((name) =>
      connection.on(name, (payload: unknown) => {
        events = withLatest(events, { number: nextVersion(), name, payload });
        lineChanged();
      }),
    ),
  ];

  return {
    line,
    work,
    lastEvent: () => events.at(-1)?.number ?? 0,
    stop: () => {
      for (const stop of stops) stop();
      cancelLine?.();
      cancelWork?.();
      cancelClock();
    },
  };
}
