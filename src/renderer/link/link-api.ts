import type { RoomApi } from '../../shared/client/index.ts';
import type { CommandInput } from '../../shared/protocol/index.ts';
import type { LinkApi } from './candidate-link.ts';

/** Longer than any browser takes to begin with a download. */
const KEPT_MS = 10_000;

function download(bytes: Uint8Array<ArrayBuffer>, name: string): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** The room's interface as a candidate's page has it: these few commands without an input, and what its paper shows. */
export const createLinkApi = (api: Pick<RoomApi, 'call' | 'medium' | 'toolFile' | 'document'>): LinkApi => ({
  call: (command, input, options) => api.call(command, input as CommandInput<typeof command>, options),
  medium: (sha256) => api.medium(sha256),
  searchTool: (input) => api.call('tool_search', input),
  lookUp: (input) => api.call('tool_entry', input),
  readTool: (input) => api.toolFile('tool_read', input),
  saveCertificate: async () => {
    download(await api.document('own_certificate', {}), 'certificate.pdf');
    return 'saved';
  },
});
