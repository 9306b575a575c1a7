import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { RoomError } from '../../shared/protocol/errors.ts';
import type { CommandOutput } from '../../shared/protocol/index.ts';
import type { HttpParts } from './http.ts';

const STYLE = `:root{color-scheme:light dark}body{font:1.0625rem/1.5 system-ui,sans-serif;margin:0;padding:1.5rem;max-width:38rem;margin-inline:auto}
h1{font-size:1.5rem}label{display:block;font-weight:600}input,button{font:inherit;padding:.5rem .75rem;margin:.375rem .375rem .375rem 0;max-width:100%;box-sizing:border-box}
dt{opacity:.8}dd{margin:0 0 .5rem;font-weight:600;overflow-wrap:anywhere}section{border:2px solid;border-radius:.5rem;padding:.75rem 1rem;margin-top:1.25rem}`;

/** Its one style sheet, by its hash; its form goes nowhere but here; no script, no picture. */
const PAGE_SECURITY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

type Facts = CommandOutput<'certificate_verify'>;

const STATES: Readonly<Record<Facts['state'], string>> = {
  valid: '✓ Valid / ใช้ได้',
  superseded: '✗ Superseded: there is a newer result / ถูกแทนที่ด้วยผลใหม่',
  revoked: '✗ Revoked / ถูกเพิกถอน',
};

const factsOf = ({ exam, satAt, issuedAt, state, initials }: Facts): string => `<section role="status"><dl>
<dt>Certificate / ใบรับรอง</dt><dd>${STATES[state]}</dd>
<dt>Exam / การสอบ</dt><dd>${escaped(exam)}</dd>
<dt>Date / วันที่</dt><dd>${escaped(satAt.slice(0, 16).replace('T', ' '))} UTC</dd>
<dt>Result / ผล</dt><dd>Passed / ผ่าน</dd>
<dt>Issued / ออกให้เมื่อ</dt><dd>${escaped(issuedAt.slice(0, 16).replace('T', ' '))} UTC</dd>
<dt>Initials / อักษรย่อชื่อ</dt><dd>${escaped(initials || '–')}</dd></dl></section>`;

const page = (code: string, said: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>Check a certificate / ตรวจสอบใบรับรอง</title><style>${STYLE}</style></head><body><main>
<h1>Check a certificate<br><span lang="th">ตรวจสอบใบรับรอง</span></h1>
<form method="get" action="/verify"><label for="code">Verification code / รหัสตรวจสอบ</label>
<input id="code" name="code" value="${escaped(code)}" size="24" maxlength="64" autocomplete="off" required>
<button type="submit">Check / ตรวจสอบ</button></form>${said}</main></body></html>`;

/** Where a certificate sends whoever wants to know whether it is true: the command's answer as a page, and nothing more than that. */
export function addVerifyPage(app: FastifyInstance, { router, entrance }: Pick<HttpParts, 'router' | 'entrance'>): void {
  app.get('/verify', async (request, reply) => {
    const { code } = request.query as { code?: unknown };
    void reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', PAGE_SECURITY)
      .header('cache-control', 'no-store');
    if (typeof code !== 'string' || code.trim() === '') return reply.send(page('', ''));
    const { ip } = entrance.addressOf(request.raw);
    try {
      const facts = await router.dispatch('certificate_verify', { code: code.slice(0, 64) }, { kind: 'anyone', ip });
      return reply.send(page(code.slice(0, 64), factsOf(facts as Facts)));
    } catch (error) {
      if (!(error instanceof RoomError) || (error.code !== 'not_found' && error.code !== 'rate_limited')) throw error;
      const said =
        error.code === 'not_found'
          ? 'There is no certificate with this code. / ไม่มีใบรับรองที่ใช้รหัสนี้'
          : 'Too many tries: wait a little. / ลองบ่อยเกินไป โปรดรอสักครู่';
      return reply
        .code(error.code === 'not_found' ? 404 : 429)
        .send(page(code.slice(0, 64), `<section role="alert">${said}</section>`));
    }
  });
}
