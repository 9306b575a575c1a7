import type { RoomApi } from '../../shared/client/index.ts';
import type { CommandInput } from '../../shared/protocol/index.ts';
import type { LinkApi } from './candidate-link.ts';

/** The room's interface as a candidate's page has it: these few commands, each without an input. */
export const createLinkApi = (api: Pick<RoomApi, 'call' | 'document'>): LinkApi => ({
  call: (command, input, options) => api.call(command, input as CommandInput<typeof command>, options),
  certificate: () => api.document('own_certificate', {}),
});
