import { isLive } from '../../../shared/model/attempt.ts';
import { type EvidenceId, type EvidenceView, MOST_PICTURE_BYTES, type PictureType } from '../../../shared/model/evidence.ts';
import type { AlertId, AttemptId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { CommandInput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { actorAttempt } from '../access/actor.ts';
import { wireState } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import { isAnimated, isTooLargeToDraw } from '../media/picture-size.ts';
import type { Store } from '../store.ts';
import type { Work } from '../work.ts';
import type { StoredEvidence } from './evidence-store.ts';
import { typeByBytes, typeByHeader } from './picture-type.ts';

/** What one attempt may fill of the room's disk. */
const MOST_PICTURES = 200;
const MOST_BYTES = 32 * 1024 * 1024;

function assertDrawable(bytes: Uint8Array): void {
  if (isTooLargeToDraw(bytes))
    throw new RoomError('payload_too_large', 'A picture may have up to 16 million pixels: make it smaller and send it again.', {
      field: 'body',
    });
  if (isAnimated(bytes))
    throw new RoomError('unsupported_media_type', 'Evidence is a picture that stands still: send one without animation.', {
      field: 'body',
    });
}

/** SHA-256 of bytes, in lower-case hex. */
export type Digest = (bytes: Uint8Array) => string;

/** The type of a picture that is what it says it is; otherwise the refusal. */
function checked({ bytes, mediaType, sha256 }: CommandInput<'evidence_add'>, digest: Digest): PictureType {
  const type = typeByHeader(mediaType);
  if (!type)
    throw new RoomError('unsupported_media_type', 'Evidence is a picture: send it as the body, as image/jpeg or image/webp.');
  if (bytes.length === 0) throw new RoomError('invalid_input', 'The body is empty: send the picture.', { field: 'body' });
  if (bytes.length > MOST_PICTURE_BYTES)
    throw new RoomError('payload_too_large', 'A picture may have up to 256 KiB: make it smaller and send it again.', {
      field: 'body',
    });
  if (typeByBytes(bytes) !== type)
    throw new RoomError('unsupported_media_type', `The body is not ${type}, whatever its content-type says.`, { field: 'body' });
  assertDrawable(bytes);
  if (digest(bytes) !== sha256)
    throw new RoomError(
      'invalid_input',
      'The SHA-256 of the body is another one: the picture changed on its way, send it again.',
      {
        field: 'sha256',
      },
    );
  return type;
}

/** An alert of somebody else is refused as one that is not there: the answer tells nothing. */
function assertOwnAlert(store: Store, alertId: AlertId | undefined, attemptId: AttemptId): void {
  if (alertId !== undefined && store.alerts.byId(alertId)?.attemptId !== attemptId)
    throw new RoomError('not_found', 'Your attempt has no such alert: send the picture without it.', { field: 'alertId' });
}

function assertRoom(store: Store, attemptId: AttemptId, size: number): void {
  const { pictures, bytes } = store.evidence.amount(attemptId);
  if (pictures >= MOST_PICTURES || bytes + size > MOST_BYTES)
    throw new RoomError('state_conflict', 'The room keeps no more pictures of this attempt.', {
      data: { mostPictures: MOST_PICTURES, mostBytes: MOST_BYTES },
    });
}

/** Keeps a picture once, sealed, with who sent it in the audit log and nothing of what it shows. */
function keep(work: Work, input: CommandInput<'evidence_add'>, mediaType: PictureType) {
  const { actor, attemptId } = actorAttempt(work.actor);
  const { attempt, sitting } = findAttempt(work.store, attemptId);
  const { alertId, sha256, bytes } = input;
  assertOwnAlert(work.store, alertId, attemptId);
  const known = work.store.evidence.bySha256(attemptId, sha256);
  // Also after the end: whose answer got lost must be able to learn that the picture arrived.
  if (known) return { ok: true as const, id: known.id, sha256, duplicate: true };
  if (!isLive(wireState(attempt, sitting)))
    throw new RoomError('attempt_finished', 'The attempt is over: no pictures of it are taken in any more.');
  assertRoom(work.store, attemptId, bytes.length);
  const id = work.ids.nextInOrder<EvidenceId>();
  work.store.evidence.insert(
    { id, attemptId, alertId, mediaType, size: bytes.length, sha256, at: work.now },
    actor.userId,
    bytes,
  );
  work.audit('evidence.added', `attempt:${attemptId}`, {
    evidence: id,
    mediaType,
    size: bytes.length,
    sha256,
    ...(alertId ? { alert: alertId } : {}),
  });
  return { ok: true as const, id, sha256 };
}

const toView = ({ at, alertId, ...evidence }: StoredEvidence): EvidenceView => ({
  ...evidence,
  ...(alertId ? { alertId } : {}),
  at: toIso(at),
});

function listOf(store: Store, { attemptId, alertId }: CommandInput<'evidence_list'>): StoredEvidence[] {
  if (attemptId !== undefined) return store.evidence.ofAttempt(findAttempt(store, attemptId).attempt.id);
  if (alertId === undefined || !store.alerts.byId(alertId))
    throw new RoomError('alert_not_found', 'There is no such alert in this room.', { field: 'alertId' });
  return store.evidence.ofAlert(alertId);
}

/** Taking in pictures of the own attempt, and showing them to staff (LD4). */
export const createEvidenceCommands = (digest: Digest): SomeHandlers<'evidence_add' | 'evidence_list' | 'evidence_get'> => ({
  evidence_add: { prepare: async (input) => checked(input, digest), execute: keep },
  evidence_list: { execute: ({ store }, of) => ({ evidence: listOf(store, of).map(toView) }) },
  evidence_get: {
    execute: (work, { evidenceId }) => {
      const found = work.store.evidence.byId(evidenceId);
      const bytes = found && work.store.evidence.picture(evidenceId);
      if (!bytes)
        throw new RoomError('not_found', 'There is no such picture in this room; it may have been deleted.', {
          field: 'evidenceId',
        });
      // Who looked at somebody's picture is a matter of record.
      work.audit('evidence.viewed', `attempt:${found.attemptId}`, { evidence: evidenceId });
      return { mediaType: found.mediaType, bytes };
    },
  },
});
