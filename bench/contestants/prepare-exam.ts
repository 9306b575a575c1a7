import { Agent, request } from 'node:http';

/** A running exam in a room: everybody has joined, nobody is connected. */
export interface PreparedExam {
  readonly examId: string;
  readonly candidates: readonly string[];
  readonly attemptIds: readonly string[];
  readonly consoles: readonly string[];
}

const QUESTIONS = Array.from(
  { length: 20 },
  (_, i) => `::Question ${i + 1}:: Which number follows ${i}? {=${i + 1} ~${i + 2} ~${i + 3} ~none of them}`,
).join('\n\n');
/** Joins asked for at a time. */
const ABREAST = 16;
const CONSOLES = 2;

interface Joined {
  readonly token: string;
  readonly attempt: { readonly id: string };
}

/** Prepares an exam over REST, as an invigilator and the candidates' clients would. */
export async function prepareExam(url: string, joinCode: string, password: string, count: number): Promise<PreparedExam> {
  const agent = new Agent({ keepAlive: true, maxSockets: ABREAST });

  function call<T>(
    method: string,
    path: string,
    body: object | string,
    { token, type = 'application/json' }: { token?: string; type?: string } = {},
  ) {
    return new Promise<T>((resolve, reject) => {
      const headers = { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) };
      const asked = request(`${url}/api/v1${path}`, { method, agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => {
          if (response.statusCode !== 200 && response.statusCode !== 201)
            reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
          else resolve(JSON.parse(text) as T);
        });
      });
      asked.on('error', reject);
      asked.end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  }

  try {
    const consoles: string[] = [];
    for (let i = 0; i < CONSOLES; i++) {
      consoles.push((await call<{ token: string }>('POST', '/auth/login', { username: 'admin', password })).token);
    }
    const [token] = consoles;
    const asAdmin = token === undefined ? {} : { token };
    const { exam } = await call<{ exam: { id: string } }>('POST', '/exams/import', QUESTIONS, { ...asAdmin, type: 'text/plain' });
    const at = `/exams/${exam.id}`;
    const numbers = Array.from({ length: count }, (_, i) => `B${i}`);
    const roster = `candidateNumber,firstName,lastName\n${numbers.map((number) => `${number},Bench,${number}`).join('\n')}\n`;
    // Longer than any run of the bench.
    await call('PATCH', at, { durationMinutes: 1440 }, asAdmin);
    await call('POST', `${at}/roster`, roster, { ...asAdmin, type: 'text/csv' });
    await call('POST', `${at}/open`, {}, asAdmin);
    const joined: Joined[] = [];
    for (let from = 0; from < count; from += ABREAST) {
      const some = numbers.slice(from, from + ABREAST);
      joined.push(
        ...(await Promise.all(
          some.map((candidateNumber) => call<Joined>('POST', '/join', { code: joinCode, candidateNumber, consent: true })),
        )),
      );
    }
    await call('POST', `${at}/start`, {}, asAdmin);
    return {
      examId: exam.id,
      consoles,
      candidates: joined.map((one) => one.token),
      attemptIds: joined.map((one) => one.attempt.id),
    };
  } finally {
    agent.destroy();
  }
}
