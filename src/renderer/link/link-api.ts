import type { RoomApi } from '../../shared/client/index.ts';
import type { CommandInput } from '../../shared/protocol/index.ts';
import type { LinkApi } from './candidate-link.ts';

/** The room's interface as a candidate's page has it: these few commands without an input, and what its paper shows. */
export const createLinkApi = (api: Pick<RoomApi, 'call' | 'medium' | 'document'>): LinkApi => ({
  call: (command, input, options) => api.call(command, input as CommandInput<typeof command>, options),
  medium: (sha256) => api.medium(sha256),
  certificate: () => api.document('own_certificate', {}),
});
