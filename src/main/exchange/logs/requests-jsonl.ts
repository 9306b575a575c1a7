import { z } from 'zod';
import { type LogReader, skipped } from './log-format.ts';

const HeaderValue = z.union([z.string(), z.number().transform(String), z.array(z.string())]);
/** One request; a log of attacks has odd ones, so little is demanded. */
const Request = z.object({
  method: z.string().nullish(),
  uri: z.string().nullish(),
  version: z.string().nullish(),
  headers: z.record(z.string(), HeaderValue.nullish()).nullish(),
  data: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join('\r\n'))]).nullish(),
});

/** Requests carry no times: they come a second after one another, so that no rate is made up. */
const BETWEEN_MS = 1_000;

/** `requests-jsonl`: one JSON object a line, `{ method, uri, version, headers, data }`, other keys ignored (operations). */
export function createRequestsJsonl(): LogReader {
  return {
    read: (line, number) => {
      let parsed: unknown;
      try {
        parsed = JSON.parse(line);
      } catch {
        return skipped('no JSON');
      }
      const request = Request.safeParse(parsed);
      if (!request.success) return skipped(`not a request: ${request.error.issues[0]?.path.join('.') || 'no object'}`);
      const { method, uri, version, headers, data } = request.data;
      const named = Object.entries(headers ?? {}).flatMap(([name, value]) =>
        value == null ? [] : [[name.toLowerCase(), value]],
      );
      return {
        signals: [
          {
            kind: 'request',
            at: number * BETWEEN_MS,
            method: method ?? 'GET',
            uri: uri ?? '/',
            version: version ?? 'HTTP/1.1',
            headers: Object.fromEntries(named),
            ...(data == null ? {} : { body: data }),
          },
        ],
      };
    },
  };
}
