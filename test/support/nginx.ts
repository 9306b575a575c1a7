import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { freePort } from './serve-process.ts';

const NGINX = '/usr/sbin/nginx';
/** The file operators copy; what is tried is that one and no other. */
const DOCUMENTED = join(import.meta.dirname, '../../docs/nginx.conf');
const TRIES_FOR_A_PORT = 3;

/** A reason in words, where nginx is not installed. */
export const whyNoNginx = (): string | undefined => (existsSync(NGINX) ? undefined : `nginx is not installed (${NGINX})`);

export interface NginxOptions {
  /** The room's own address, `http://127.0.0.1:PORT`. */
  readonly upstream: string;
  /** An empty folder of the test's own: configuration, certificate, logs. */
  readonly dir: string;
  /** Changes the documented configuration, to see what it is there for. */
  readonly change?: (configuration: string) => string;
}

/** nginx with the documented configuration, as a process of its own on loopback. */
export interface Nginx {
  /** `https://127.0.0.1:PORT`. */
  readonly url: string;
  /** Where plain HTTP is sent on from. */
  readonly plainUrl: string;
  readonly accessLog: string;
  readonly errorLog: string;
  /** The file with its certificate (PEM), which nobody but the test trusts. */
  readonly certificate: string;
  stop(): Promise<void>;
}

/** Puts `value` in the place of the one that stands in the file; a file that reads otherwise than the test thinks is an error. */
function put(text: string, documented: string, value: string, times = 1): string {
  const parts = text.split(documented);
  if (parts.length !== times + 1)
    throw new Error(`docs/nginx.conf holds "${documented}" ${parts.length - 1} times, not ${times}`);
  return parts.join(value);
}

/** Starts Debian's nginx before a room and resolves when it listens. Rejects with what nginx wrote when it cannot. */
export async function startNginx({ upstream, dir, change = (text) => text }: NginxOptions): Promise<Nginx> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: `for one test ${randomUUID()}` }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'exam.example' },
          { type: 2, value: 'other.example' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const files = {
    certificate: join(dir, 'certificate.pem'),
    key: join(dir, 'key.pem'),
    accessLog: join(dir, 'access.log'),
    errorLog: join(dir, 'error.log'),
  };
  mkdirSync(join(dir, 'temp'), { recursive: true });
  writeFileSync(files.certificate, cert);
  writeFileSync(files.key, key, { mode: 0o600 });

  for (let tries = 1; ; tries++) {
    const [port, plainPort] = [await freePort(), await freePort()];
    let site = readFileSync(DOCUMENTED, 'utf8');
    site = put(site, 'server 127.0.0.1:3000;', `server ${new URL(upstream).host};`);
    site = put(site, 'listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`);
    site = put(site, 'listen 80;', `listen 127.0.0.1:${plainPort};`);
    site = put(site, '/etc/ssl/invigil/fullchain.pem', files.certificate);
    site = put(site, '/etc/ssl/invigil/privkey.pem', files.key);
    site = put(site, '/var/log/nginx/invigil-access.log', files.accessLog, 2);
    site = put(site, '/var/log/nginx/invigil-error.log', files.errorLog, 2);
    writeFileSync(join(dir, 'site.conf'), change(site));
    writeFileSync(join(dir, 'nginx.conf'), mainConfiguration(dir));
    try {
      const child = await run(dir);
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      return {
        url: `https://127.0.0.1:${port}`,
        plainUrl: `http://127.0.0.1:${plainPort}`,
        ...files,
        stop: async () => {
          child.kill('SIGTERM');
          await ended;
        },
      };
    } catch (error) {
      // Somebody else took the port in between.
      if (tries === TRIES_FOR_A_PORT || !/Address already in use/.test(String(error))) throw error;
    }
  }
}

/** What Debian's own nginx.conf is to the file: it includes it. Every path is in the test's folder. */
function mainConfiguration(dir: string): string {
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${join(dir, 'temp', name)};`,
  );
  const isRoot = process.getuid?.() === 0;
  return [
    // As root nginx would change to a user who cannot enter the test's folder.
    ...(isRoot ? [`user ${userInfo().username};`] : []),
    'worker_processes 1;',
    'error_log stderr notice;',
    `pid ${join(dir, 'nginx.pid')};`,
    'events { worker_connections 1024; }',
    'http {',
    ...temp,
    'default_type application/octet-stream;',
    `include ${join(dir, 'site.conf')};`,
    '}',
  ].join('\n');
}

function run(dir: string): Promise<ChildProcess> {
  const child = spawn(NGINX, ['-p', dir, '-e', 'stderr', '-c', join(dir, 'nginx.conf'), '-g', 'daemon off;'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      // Said after the ports are taken: from here on a connection is accepted.
      if (/start worker process \d+/.test(said)) resolve(child);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`nginx ended with ${code}: ${said.trim()}`)));
  });
}
