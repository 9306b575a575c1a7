import type { RoomApi } from '../../../shared/client/index.ts';
import type { CertificateOutcome } from '../../../shared/ipc.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { ShellHandlers } from '../ipc.ts';
import type { LifeEvents } from './life-events.ts';
import { answered } from './seat-answers.ts';

/** Where a file of the candidate's goes: only where a person points in the system's own dialog. */
export interface FileSaving {
  /** Asks where; nothing when they cancelled. */
  choosePlace(name: string): Promise<string | undefined>;
  /** Rejects where the file cannot be written. */
  write(path: string, bytes: Uint8Array): Promise<void>;
}

interface CertificateParts {
  /** The open seat; throws what the page is told where there is none. */
  readonly current: () => {
    readonly link: { readonly api: Pick<RoomApi, 'document'> };
    readonly life: Pick<LifeEvents, 'isOver'>;
  };
  readonly saving: FileSaving;
  readonly report: (what: string, error?: unknown) => void;
}

/** A certificate is one page; what is much longer is none. */
const MOST_BYTES = 20_000_000;

/** What the room sent goes onto the candidate's own disk: nothing but a PDF does. */
function assertPdf(bytes: Uint8Array): void {
  const begin = new TextDecoder('latin1').decode(bytes.subarray(0, 5));
  if (begin !== '%PDF-' || bytes.length > MOST_BYTES)
    throw new RoomError('internal', 'What the room sent is no certificate: ask the invigilator for a printed one.');
}

/**
 * Saves the candidate's own certificate. The room gives it once the result is published; while an exam is on, or nobody knows whether
 * one is, no dialog of the system comes up: it would be a window over the exam (EX7, LD1).
 */
export function certificateHandlers({ current, saving, report }: CertificateParts): Pick<ShellHandlers, 'seat:save-certificate'> {
  let underWay: Promise<CertificateOutcome> | undefined;

  async function save(): Promise<CertificateOutcome> {
    const { link, life } = current();
    if (!life.isOver()) return 'locked';
    const bytes = await link.api.document('own_certificate', {});
    assertPdf(bytes);
    // Asked again: the room may have let the candidate go on while it answered.
    if (!life.isOver()) return 'locked';
    const path = await saving.choosePlace('certificate.pdf');
    if (path === undefined) return 'cancelled';
    try {
      await saving.write(path, bytes);
      return 'saved';
    } catch (error) {
      report('the certificate could not be written', error);
      return 'not_written';
    }
  }

  return {
    'seat:save-certificate': () =>
      answered(async () => {
        // Asked twice it is one dialog.
        underWay ??= save().finally(() => {
          underWay = undefined;
        });
        return { outcome: await underWay };
      }),
  };
}
