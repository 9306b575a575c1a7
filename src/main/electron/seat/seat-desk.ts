import {
  type ClientClock,
  createRoomApi,
  type KeptTokens,
  type NewIdPort,
  type RandomPort,
} from '../../../shared/client/index.ts';
import type { SEAT_CHANNELS, SeatFacts, SeatLine, SeatWork, ShellRequest } from '../../../shared/ipc.ts';
import { shownAddress } from '../../../shared/model/room-address.ts';
import type { DeviceClaim } from '../../../shared/model/session.ts';
import type { CommandOutput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { ShellHandlers } from '../ipc.ts';
import { externalHandlers } from './external-place.ts';
import type { ExternalView } from './external-view.ts';
import { findRoom } from './find-room.ts';
import { type OpenSeat, openSeat } from './open-seat.ts';
import { certificateHandlers, type FileSaving } from './save-certificate.ts';
import { answered } from './seat-answers.ts';
import type { SeatFiles, StoredSeat } from './seat-files.ts';
import type { SeatNetwork } from './seat-network.ts';
import { toolPageHandlers } from './tool-page.ts';
import { createWayBack } from './way-back.ts';
import { workHandlers } from './work-handlers.ts';

export interface SeatDeskParts {
  readonly files: SeatFiles;
  /** What this program says of the computer; the name of the installation is added. */
  readonly device: DeviceClaim;
  readonly network: SeatNetwork;
  readonly newId: NewIdPort;
  readonly clock: ClientClock;
  readonly random?: RandomPort;
  readonly tellLine: (line: SeatLine) => void;
  readonly tellWork: (work: SeatWork) => void;
  readonly report: (what: string, error?: unknown) => void;
  readonly saving: FileSaving;
  /** The place of an external paper; none where there are no windows. */
  readonly external?: Pick<ExternalView, 'show' | 'hide' | 'close'>;
  /** The place of a granted tool's web page, likewise. */
  readonly toolPage?: Pick<ExternalView, 'show' | 'hide' | 'close'>;
}

/** The one seat of this computer: everything between its page and the room, without windows. */
export interface SeatDesk {
  readonly handlers: Pick<ShellHandlers, keyof typeof SEAT_CHANNELS>;
  /** Is somebody being examined here, or is work waiting to reach the room? */
  isBusy(): boolean;
  /** The page died under the candidate. */
  pageCrashed(details: Readonly<Record<string, unknown>>): void;
  /** Something the shell saw, told to the room while a seat is open. */
  report(event: Parameters<OpenSeat['link']['client']['report']>[0]): void;
  /** Ends the open seat, if any; it can be opened again. `why` is told to the room. */
  close(why: string): Promise<void>;
}

/** What a candidate left unsent on this computer is of use to nobody after so long: the exam is graded. */
const OUTBOX_LIFE_MS = 60 * 24 * 3_600_000;

const factsOf = ({ session, attempt, exam, user }: CommandOutput<'join'>, candidateNumber: string): SeatFacts => ({
  sessionId: session.id,
  attemptId: attempt.id,
  examId: exam.id,
  examTitle: exam.title,
  candidateNumber,
  displayName: user.displayName,
});

export function createSeatDesk(parts: SeatDeskParts): SeatDesk {
  const { files, device, tellLine, tellWork, report, network, newId, clock, random, external, toolPage } = parts;
  const wayBack = createWayBack({ clock, random });
  let seat: StoredSeat | undefined = files.loadSeat();
  let open: OpenSeat | undefined;
  let opening: Promise<OpenSeat> | undefined;
  /** Until it is through, the file of the outbox belongs to the seat that ends. */
  let closing: Promise<void> = Promise.resolve();
  let version = 0;
  /** The last event the page can have heard before it died. */
  let heardBefore: number | undefined;

  const safely = <T>(what: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      report(what, error);
      return undefined;
    }
  };
  safely('old files could not be removed', () => files.forgetOutboxesBefore(clock.now() - OUTBOX_LIFE_MS));
  const keep = (next: StoredSeat): void => {
    seat = next;
    safely('the seat could not be kept on this computer', () => files.saveSeat(next));
  };
  const nextVersion = (): number => ++version;
  const current = (): OpenSeat => {
    if (!open) throw new RoomError('session_not_found', 'There is no open seat on this computer.');
    return open;
  };

  /** From the moment it is asked, nobody finds the seat open any more. */
  async function close(why?: string): Promise<void> {
    wayBack.close();
    for (const view of [external, toolPage]) view?.close();
    const last = open ?? opening;
    open = opening = heardBefore = undefined;
    closing = closing.then(async () => {
      try {
        await (await last)?.close(why);
      } catch (error) {
        report('the seat did not close in order', error);
      }
    });
    await closing;
  }

  async function join({ address, request }: ShellRequest<'seat:join'>): Promise<SeatFacts> {
    const room = await findRoom(address, request.code ?? '', network);
    const proof = files.loadProof();
    const isSameSeat = proof?.examId === request.examId && proof?.candidateNumber === request.candidateNumber;
    const deviceId = safely('this installation could not be given a name', files.deviceId);
    const joined = await wayBack.join(room, {
      ...request,
      ...(request.consent ? { device: { ...device, ...(deviceId === undefined ? {} : { deviceId }) } } : {}),
      ...(request.consent && isSameSeat ? { resumeToken: proof.resumeToken } : {}),
    });
    await close();
    const facts = factsOf(joined, request.candidateNumber);
    const { token, refreshToken, expiresAt, resumeToken } = joined;
    keep({ facts, origin: room.origin, ...(room.pin === undefined ? {} : { pin: room.pin }), token, refreshToken, expiresAt });
    const { examId, candidateNumber, attemptId } = facts;
    safely('what proves this computer could not be kept', () =>
      files.saveProof({ examId, candidateNumber, attemptId, resumeToken }),
    );
    return facts;
  }

  async function opened(attemptId: string): Promise<OpenSeat> {
    await closing;
    const stored = seat;
    if (stored?.facts.attemptId !== attemptId) throw new RoomError('attempt_not_found', 'This computer has no such seat.');
    if (open) return open;
    const tokens = {
      load: () => seat,
      save: (renewed: KeptTokens) => {
        if (seat?.facts.sessionId === stored.facts.sessionId) keep({ ...seat, ...renewed });
      },
    };
    if (opening) return opening;
    const begun = openSeat({
      seat: stored,
      tokens,
      disk: files.outboxDisk(attemptId),
      ...network.to(stored.pin),
      newId,
      clock,
      ...(random ? { random } : {}),
      nextVersion,
      tellLine,
      tellWork,
      details: { mode: 'desktop', app: device.app, lockdown: false },
      onProblem: ({ where, message }) => report(`seat, ${where}: ${message}`),
    });
    opening = begun;
    try {
      const seatAtWork = await begun;
      // Closed while it opened: whoever closed it sees to its end.
      if (opening === begun) open = seatAtWork;
      return seatAtWork;
    } finally {
      if (opening === begun) opening = undefined;
    }
  }

  async function forget({ attemptId, what }: ShellRequest<'seat:forget'>): Promise<void> {
    const isSeat = seat?.facts.attemptId === attemptId;
    // Only what this computer has: the page names it, it does not choose files.
    if (!isSeat && files.loadProof()?.attemptId !== attemptId) return;
    if (isSeat) {
      await close();
      seat = undefined;
      files.forgetSeat();
    }
    if (what === 'seat') return;
    files.forgetProof();
    files.forgetOutbox(attemptId);
  }

  return {
    handlers: {
      'seat:place': () => ({
        ...(seat ? { kept: { facts: seat.facts, address: shownAddress(seat.origin), isOpen: open !== undefined } } : {}),
      }),
      'seat:look-up': ({ address, code }) =>
        answered(async () => {
          const { origin, fetch } = await findRoom(address, code, network);
          return createRoomApi({ baseUrl: origin, fetch }).call('join_info', { code });
        }),
      'seat:join': (input) => answered(() => join(input)),
      ...wayBack.handlers,
      'seat:open': ({ attemptId }) =>
        answered(async () => {
          const { news } = await opened(attemptId);
          const heard = heardBefore ?? news.lastEvent();
          heardBefore = undefined;
          return { line: news.line(), work: news.work(), heard };
        }),
      ...workHandlers(current),
      ...externalHandlers(current, external),
      ...certificateHandlers({ current, saving: parts.saving, report }),
      ...toolPageHandlers(current, toolPage, clock),
      'seat:forget': (input) => forget(input).then(() => ({})),
    },
    isBusy: () => open !== undefined && (open.life.isAtWork() || open.link.client.snapshot().pending > 0),
    report: (event) => void open?.link.client.report(event),
    pageCrashed(details) {
      heardBefore ??= open?.news.lastEvent();
      open?.life.crashed(details);
    },
    close,
  };
}
