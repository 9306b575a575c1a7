import { parentPort } from 'node:worker_threads';
import { ZipFile } from 'yazl';
import { invariant } from '../../../shared/assert.ts';
import type { CertificateFace } from '../../domain/grading/certificate-services.ts';
import { drawCertificate } from './draw-certificate.ts';

export interface CertificateTask {
  readonly faces: readonly CertificateFace[];
  readonly as: 'pdf' | 'zip';
}

async function zipOf(faces: readonly CertificateFace[]): Promise<Uint8Array> {
  const zip = new ZipFile();
  const chunks: Uint8Array[] = [];
  const whole = new Promise<Uint8Array>((resolve, reject) => {
    zip.outputStream.on('data', (chunk: Uint8Array) => void chunks.push(chunk));
    zip.outputStream.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    zip.outputStream.on('error', reject);
  });
  // Named by code, which is a word of capital letters: what a person is called is no name for a file.
  for (const face of faces) zip.addBuffer(Buffer.from(await drawCertificate(face)), `certificate-${face.code}.pdf`);
  zip.end();
  return whole;
}

function make({ faces, as }: CertificateTask): Promise<Uint8Array> {
  const [first] = faces;
  invariant(first, 'a certificate is made for somebody');
  return as === 'pdf' ? drawCertificate(first) : zipOf(faces);
}

/** Entry of the thread that makes certificates (decision 4). One task, then it is ended; what fails ends it at once. */
const port = parentPort;
invariant(port, 'this module is started as a worker');
port.on('message', (task: CertificateTask) => void make(task).then((bytes) => port.postMessage(bytes)));
