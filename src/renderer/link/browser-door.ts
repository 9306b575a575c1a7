import { createRoomApi } from '../../shared/client/index.ts';
import type { SeatFacts } from '../../shared/ipc.ts';
import { browserDevice } from './browser-device.ts';
import type { CandidateDoor } from './candidate-door.ts';
import { BASE_URL, browserFetch, openCandidateLink } from './connect-candidate.ts';
import { deleteOutbox } from './open-outbox.ts';
import { openRecoveryLink } from './recovery-link.ts';
import {
  deviceId,
  forgetResumeProof,
  forgetSeat,
  loadResumeProof,
  loadSeat,
  type StoredSeat,
  saveResumeProof,
  saveSeat,
} from './stored-seat.ts';

/** The whole seat where only the facts are needed. */
const factsOf = ({ sessionId, attemptId, examId, examTitle, candidateNumber, displayName }: StoredSeat): SeatFacts => ({
  sessionId,
  attemptId,
  examId,
  examTitle,
  candidateNumber,
  displayName,
});

/** The door of the room that served this page. */
export function openBrowserDoor(): CandidateDoor {
  const api = createRoomApi({ baseUrl: BASE_URL, fetch: browserFetch });
  return {
    world: 'browser',
    address: undefined,
    kept() {
      const seat = loadSeat();
      return seat && { facts: factsOf(seat), isOpen: true };
    },
    lookUp: (_address, code) => api.call('join_info', { code }),
    async join(_address, request) {
      const proof = loadResumeProof();
      const isSameSeat = proof?.examId === request.examId && proof.candidateNumber === request.candidateNumber;
      const joined = await api.call('join', {
        ...request,
        ...(request.consent ? { device: { ...browserDevice(), deviceId: deviceId() } } : {}),
        ...(request.consent && isSameSeat ? { resumeToken: proof.resumeToken } : {}),
      });
      const seat: StoredSeat = {
        token: joined.token,
        refreshToken: joined.refreshToken,
        expiresAt: joined.expiresAt,
        resumeToken: joined.resumeToken,
        sessionId: joined.session.id,
        attemptId: joined.attempt.id,
        examId: joined.exam.id,
        examTitle: joined.exam.title,
        candidateNumber: request.candidateNumber,
        displayName: joined.user.displayName,
      };
      saveSeat(seat);
      const { examId, candidateNumber, resumeToken, attemptId } = seat;
      saveResumeProof({ examId, candidateNumber, resumeToken, attemptId });
      return factsOf(seat);
    },
    openRecovery: openRecoveryLink,
    openLink: openCandidateLink,
    forgetSeat,
    forgetEverything({ attemptId }) {
      forgetSeat();
      forgetResumeProof();
      void deleteOutbox(attemptId);
    },
  };
}
