import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { certificateCodeFrom, normaliseCertificateCode } from '../../../shared/model/certificate-code.ts';
import type { CertificatePress } from '../../domain/grading/certificate-services.ts';
import type { CertificateTask } from './certificate-worker.ts';

/** A thousand take some seconds; what takes longer than this never ends. */
const TIME_LIMIT_MS = 120_000;
const MEMORY_LIMIT_MB = 512;
/** A page that asks for many at once waits for its turn: threads cost memory. */
const THREADS_AT_ONCE = 2;

/** Beside this module while it is a source, beside the bundle once built. */
function workerUrl(): URL {
  const source = new URL('./certificate-worker.ts', import.meta.url);
  return import.meta.url.endsWith('.ts') && existsSync(source) ? source : new URL('./certificate-worker.js', import.meta.url);
}

function carryOut(task: CertificateTask): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const worker = new Worker(workerUrl(), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_LIMIT_MB } });
  const timer = setTimeout(() => reject(new Error('the certificates were not made in time')), TIME_LIMIT_MS);
  worker.on('message', resolve);
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error('the certificate thread ended without an answer')));
  worker.postMessage(task);
  return promise.finally(() => {
    clearTimeout(timer);
    void worker.terminate();
  });
}

/** Makes certificates in threads of their own, a few at a time, so that the room keeps answering. */
export function createCertificatePress(): CertificatePress {
  let running = 0;
  const waiting: (() => void)[] = [];
  async function inTurn(task: CertificateTask): Promise<Uint8Array> {
    if (running >= THREADS_AT_ONCE) await new Promise<void>((resolve) => void waiting.push(resolve));
    running++;
    try {
      return await carryOut(task);
    } finally {
      running--;
      waiting.shift()?.();
    }
  }
  return {
    newCode: () => certificateCodeFrom(randomBytes(16)),
    normaliseCode: normaliseCertificateCode,
    pdf: (face) => inTurn({ faces: [face], as: 'pdf' }),
    zip: (faces) => inTurn({ faces, as: 'zip' }),
  };
}
