import type { NotificationSeverity } from '../../../shared/model/notification.ts';
import { templateOf } from '../../../shared/model/notification-templates.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { Letter } from './notify.ts';

/** In UTF-16 units of its JSON: the room keeps notifications, not files. */
const MAX_DATA_LENGTH = 4_096;

export interface Draft {
  readonly type: string;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  readonly severity?: NotificationSeverity | undefined;
  readonly data?: Record<string, unknown> | undefined;
}

function assertData({ type, data = {} }: Draft): void {
  if (JSON.stringify(data).length > MAX_DATA_LENGTH)
    throw new RoomError('invalid_input', `The data of a notification is at most ${MAX_DATA_LENGTH} characters of JSON.`, {
      field: 'data',
    });
  const checked = templateOf(type)?.data.safeParse(data);
  const [issue] = checked?.error?.issues ?? [];
  if (!issue) return;
  const field = ['data', ...issue.path].join('.');
  throw new RoomError('invalid_input', `A notification of the type ${type} needs ${field}: it is missing or of the wrong form.`, {
    field,
  });
}

/** A draft with what its type's template says where the sender says nothing. A type of somebody's own has no template. */
export function compose(draft: Draft): Letter {
  const template = templateOf(draft.type);
  const title = draft.title ?? template?.title;
  const message = draft.message ?? template?.message;
  if (title === undefined || message === undefined) {
    const field = title === undefined ? 'title' : 'message';
    throw new RoomError('invalid_input', `A notification of a type without a template needs a ${field}.`, { field });
  }
  return { type: draft.type, title, message, severity: draft.severity ?? template?.severity ?? 'info', data: draft.data };
}

/** The same for what others rely on: its data must be what the type promises. Throws RoomError `invalid_input`. */
export function composeChecked(draft: Draft): Letter {
  assertData(draft);
  return compose(draft);
}
