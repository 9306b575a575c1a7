import type { RequestSignal } from '../../../src/main/domain/walls/signal.ts';
import { REST_ROUTES } from '../../../src/shared/protocol/index.ts';
import type { ExamText } from './exam-texts.ts';

export interface HonestRequest {
  readonly what: string;
  readonly signal: RequestSignal;
}

const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
/** The programs people and the room itself come with. */
const AGENTS: readonly (string | undefined)[] = [
  CHROME,
  'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; SM-A556E Build/AP3A.240905.015; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36 Line/15.19.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Invigil/1.0.0 Chrome/146.0.0.0 Electron/45.3.4 Safari/537.36',
  'curl/8.11.1',
  'Prometheus/3.1.0',
  'node',
  'okhttp/4.12.0',
  undefined,
];
const ID = '0198a6f2-7c1e-7b54-9d3a-5f0e6c2b8a17';
const TOKEN =
  'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiIwMTk4YTZmMi03YzFlIiwic2lkIjoiMDE5OGE2ZjItOTgwYiIsInJvbGUiOiJwcm9jdG9yIn0.Zm9vYmFyLWJhei1xdXV4LWNvcmdlLWdyYXVsdC1nYXJwbHktd2FsZG8tZnJlZC1wbHVnaA';
const QUERIES = [
  '',
  '?limit=50',
  '?limit=1000&afterSeq=12&beforeSeq=99',
  '?status=new&status=acknowledged&severity=critical&type=focus_lost',
  `?examId=${ID}&userId=${ID}&attemptId=${ID}`,
  '?q=%E0%B8%AA%E0%B8%A1%E0%B8%8A%E0%B8%B2%E0%B8%A2&unread=true',
  '?q=O%27Brien%20(seat%20A-12)',
  '?format=moodle-xml',
  '?code=K7XQ-2M9T-ABCD-E',
  '?from=2026-11-20T08%3A00%3A00.000Z&to=2026-11-20T12%3A00%3A00%2B07%3A00',
];
const PAGES = [
  '/',
  '/join?code=K7XQ2M9TABCDE',
  '/console/',
  '/exam/',
  '/console/assets/index-BxK2d8_f.js',
  '/console/assets/index-C9a-Zq1w.css',
  '/exam/assets/inter-latin-wght-normal-Dx4kXJAl.woff2',
  '/exam/assets/KaTeX_Main-Regular-B22Nviop.woff2',
  '/favicon.ico',
  '/robots.txt',
  '/apple-touch-icon.png',
  '/manifest.webmanifest',
  '/sw.js',
  '/.well-known/appspecific/com.chrome.devtools.json',
  '/healthz',
  '/readyz',
  '/metrics',
  '/notification-test',
  '/api/docs',
  '/api/openapi.json',
  '/alerts/recent?limit=50',
  '/api/monitoring/websocket/metrics/',
  '/api/monitoring/websocket/active-connections/',
];
const SOCKETS = [
  '/socket.io/?EIO=4&transport=polling&t=PX3b7Lk',
  '/socket.io/?EIO=4&transport=websocket&sid=q9aXv_1kT-0c7dR2AAAB',
  `/socket.io/?EIO=4&transport=websocket&token=${TOKEN}`,
  `/ws/security/alerts?token=${TOKEN}&afterSeq=120`,
  `/api/v1/notifications/ws?token=${TOKEN}`,
  '/api/v1/notifications/ws?ticket=Zm9vYmFyLWJhei1xdXV4',
];
const FILES = [
  'Mid-term%20exam%20(final)%202.gift',
  'questions.xml',
  'C%2B%2B%20%26%20SQL%20quiz.zip',
  '%E0%B8%82%E0%B9%89%E0%B8%AD%E0%B8%AA%E0%B8%AD%E0%B8%9A.csv',
  'backup.sql.txt',
];

const headersOf = (agent: string | undefined, more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  host: '192.168.1.20:3000',
  ...(agent === undefined ? {} : { 'user-agent': agent }),
  accept: '*/*',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'th-TH,th;q=0.9,en-US;q=0.8,en;q=0.7',
  connection: 'keep-alive',
  authorization: `Bearer ${TOKEN}`,
  referer: 'http://192.168.1.20:3000/console/',
  origin: 'http://192.168.1.20:3000',
  'sec-ch-ua': '"Chromium";v="142", "Not?A_Brand";v="8"',
  'sec-fetch-mode': 'cors',
  'if-none-match': 'W/"2e5-19aa0c1d2b8"',
  cookie: '_ga=GA1.1.1234567890.1763600000; theme=dark; lang=th',
  ...more,
});

let at = Date.UTC(2026, 10, 20, 9);
const signal = (method: string, uri: string, headers: Readonly<Record<string, string>>, body?: string): RequestSignal => {
  at += 20;
  return {
    kind: 'request',
    at,
    ip: `192.168.1.${20 + (at % 200)}`,
    method,
    uri,
    version: 'HTTP/1.1',
    headers,
    status: method === 'POST' ? 201 : 200,
    ...(body === undefined ? {} : { body }),
  };
};

/** Every path of the contract, every page and socket, with the programs people have; and bodies full of what is taught in exams. */
export function* honestRequests(texts: readonly ExamText[]): Generator<HonestRequest> {
  for (const agent of AGENTS) {
    for (const { method, path } of REST_ROUTES) {
      const uri = path.replace(/:\w+/g, ID);
      for (const query of method === 'GET' ? QUERIES : ['']) {
        const more: Record<string, string> =
          method === 'GET' ? {} : { 'content-type': 'application/json', 'content-length': '120' };
        yield { what: 'paths of the contract', signal: signal(method, uri + query, headersOf(agent, more)) };
      }
    }
    for (const page of PAGES) yield { what: 'pages', signal: signal('GET', page, headersOf(agent)) };
    for (const socket of SOCKETS) {
      const more = {
        upgrade: 'websocket',
        connection: 'Upgrade',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-version': '13',
      };
      yield { what: 'sockets', signal: signal('GET', socket, headersOf(agent, more)) };
    }
  }
  for (const kind of [
    'text/plain; charset=tis-620',
    'text/x-gift;charset=windows-1258',
    'application/x-moodle',
    'gift',
    'text/csv; header=present',
  ]) {
    const more = { 'content-type': kind, 'content-length': '900' };
    yield { what: 'files of teachers', signal: signal('POST', '/api/v1/exams/import', headersOf(CHROME, more), '::q:: 1=1 {T}') };
  }
  for (const name of FILES) {
    yield {
      what: 'files of teachers',
      signal: signal(
        'POST',
        '/api/v1/exams/import?format=auto',
        headersOf(CHROME, { 'x-filename': name, 'content-type': 'application/octet-stream', 'content-length': '900' }),
        '<quiz><question>SELECT 1; <script></question></quiz>',
      ),
    };
  }
  for (const { subject, text } of texts) {
    const frame = `42${JSON.stringify(['answer_save', { id: ID, questionId: ID, value: text, revision: 3 }])}`;
    yield {
      what: `answers: ${subject}`,
      signal: signal(
        'POST',
        '/socket.io/?EIO=4&transport=polling&sid=q9aXv',
        headersOf(CHROME, { 'content-type': 'text/plain;charset=UTF-8' }),
        frame,
      ),
    };
    const message = JSON.stringify({ id: ID, message: text, reason: text });
    yield {
      what: `messages: ${subject}`,
      signal: signal(
        'POST',
        `/api/v1/attempts/${ID}/message`,
        headersOf(CHROME, { 'content-type': 'application/json' }),
        message,
      ),
    };
  }
}
