import type { CertificateView } from '../../../shared/model/grading.ts';
import { toIso } from '../../../shared/model/time.ts';
import { RoomError, retryIn } from '../../../shared/protocol/errors.ts';
import { actorAttempt } from '../access/actor.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { Handler, SomeHandlers } from '../handler.ts';
import { candidateNumberOf, personName } from '../identity/person-name.ts';
import type { Whereabouts } from '../sittings/life-cycle-commands.ts';
import type { Store } from '../store.ts';
import type { CertificateFace, CertificatePress, CodeLimit } from './certificate-services.ts';
import { findGraded } from './find-graded.ts';
import type { StoredCertificate } from './grading-store.ts';

interface File {
  readonly filename: string;
  readonly bytes: Uint8Array;
}

export interface CertificateParts {
  readonly press: CertificatePress;
  readonly limit: CodeLimit;
  readonly whereabouts: () => Whereabouts;
}

const toView = (
  store: Store,
  { id, code, attemptId, userId, score, maxScore, issuedAt, state }: StoredCertificate,
): CertificateView => ({
  id,
  code,
  attemptId,
  candidateNumber: candidateNumberOf(store, userId),
  name: personName(store, userId),
  score,
  maxScore,
  issuedAt: toIso(issuedAt),
  state,
});

/** `A. B.`: the first letter of each name as people of its script see it. */
export function initialsOf(names: readonly string[]): string {
  const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return names
    .map((name) => [...letters.segment(name.trim())][0]?.segment ?? '')
    .filter((letter) => letter !== '')
    .map((letter) => `${letter}.`)
    .join(' ');
}

function assertValid({ state }: StoredCertificate): void {
  if (state !== 'valid')
    throw new RoomError('state_conflict', `This certificate is ${state}: a new copy of it is not made.`, { data: { state } });
}

function findCertificate(store: Store, examId: Parameters<typeof findExam>[1], id: StoredCertificate['id']): StoredCertificate {
  findExam(store, examId);
  const found = store.grading.certificate(id);
  if (!found || store.sittings.byId(found.sittingId)?.examId !== examId)
    throw new RoomError('not_found', 'The exam has no such certificate.', { field: 'certificateId' });
  return found;
}

/** Certificates: listed, made as files when somebody wants one, taken back, checked by their code (EX7). */
export function createCertificateCommands({
  press,
  limit,
  whereabouts,
}: CertificateParts): SomeHandlers<
  'certificates_list' | 'certificate_get' | 'certificates_get' | 'certificate_revoke' | 'own_certificate' | 'certificate_verify'
> {
  const faceOf = (store: Store, certificate: StoredCertificate): CertificateFace => {
    const { userId, examTitle, satAt, issuedAt, score, maxScore, code } = certificate;
    const [url = ''] = whereabouts().urls;
    return {
      name: personName(store, userId),
      candidateNumber: candidateNumberOf(store, userId),
      exam: examTitle,
      satAt,
      issuedAt,
      score,
      maxScore,
      code,
      verifyAt: `${url}/verify?code=${code}`,
    };
  };
  const fileOf = async (store: Store, certificate: StoredCertificate): Promise<File> => {
    assertValid(certificate);
    return { filename: `certificate-${certificate.code}.pdf`, bytes: await press.pdf(faceOf(store, certificate)) };
  };

  const one: Handler<'certificate_get', File> = {
    prepare: async ({ examId, certificateId }, { store }) => fileOf(store, findCertificate(store, examId, certificateId)),
    execute: (work, { certificateId }, file) => {
      work.audit('certificate.downloaded', `certificate:${certificateId}`);
      return file;
    },
  };
  const all: Handler<'certificates_get', File & { count: number }> = {
    prepare: async ({ examId }, { store }) => {
      const { sitting } = findGraded(store, examId);
      const valid = store.grading.certificates(sitting.id).filter(({ state }) => state === 'valid');
      if (valid.length === 0)
        throw new RoomError('state_conflict', 'There is no certificate yet: they are made when results are published.', {
          data: { certificates: 0 },
        });
      const bytes = await press.zip(valid.map((certificate) => faceOf(store, certificate)));
      return { filename: 'certificates.zip', bytes, count: valid.length };
    },
    execute: (work, { examId }, { count, ...file }) => {
      work.audit('certificates.downloaded', `exam:${examId}`, { count });
      return file;
    },
  };
  const own: Handler<'own_certificate', File> = {
    prepare: async (_input, { store, actor }) => {
      const { attemptId } = actorAttempt(actor);
      const valid = store.grading.validCertificate(attemptId);
      if (!valid)
        throw new RoomError('not_found', 'There is no certificate for you: it comes with a published result that passes.');
      return fileOf(store, valid);
    },
    execute: (work, _input, file) => {
      work.audit('certificate.downloaded', `attempt:${actorAttempt(work.actor).attemptId}`);
      return file;
    },
  };

  return {
    certificates_list: {
      execute: ({ store }, { examId }) => {
        const { sitting } = findGraded(store, examId);
        return { certificates: store.grading.certificates(sitting.id).map((certificate) => toView(store, certificate)) };
      },
    },
    certificate_get: one,
    certificates_get: all,
    own_certificate: own,
    certificate_revoke: {
      execute: (work, { examId, certificateId, reason }) => {
        const certificate = findCertificate(work.store, examId, certificateId);
        assertValid(certificate);
        work.store.grading.endCertificate(certificateId, 'revoked', work.now, reason);
        work.audit('certificate.revoked', `attempt:${certificate.attemptId}`, { certificate: certificateId });
        return { ok: true };
      },
    },
    certificate_verify: {
      execute: (work, { code }) => {
        const { store, actor } = work;
        const ip = actor.kind === 'room' ? 'room' : actor.ip;
        if (!limit.take(ip))
          throw new RoomError('rate_limited', 'Too many codes in a short time: wait a little, then try again.', {
            data: retryIn(limit.waitMs(ip)),
          });
        const normal = press.normaliseCode(code);
        const found = normal === undefined ? undefined : store.grading.certificateByCode(normal);
        if (!found) throw new RoomError('not_found', 'There is no certificate with this code: compare it letter by letter.');
        const user = store.users.byId(found.userId);
        const person = user && store.persons.get(user.personId);
        return {
          exam: found.examTitle,
          satAt: toIso(found.satAt),
          issuedAt: toIso(found.issuedAt),
          result: 'passed',
          state: found.state,
          initials: person ? initialsOf([person.firstName, person.lastName]) : '',
        };
      },
    },
  };
}
