/**
 * The Socket.IO contestants, a process of its own: `socket-io-server.ts none|NORMAL|FULL SECRET_HEX [DATABASE]`.
 * Checks the token when somebody connects, acknowledges each event, tells the consoles; keeps events only if told to.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jwtVerify } from 'jose';
import { Server } from 'socket.io';
import { createAlertBook } from './alert-book.ts';
import { openEventTable } from './event-table.ts';
import { AUDIENCE, ISSUER } from './token-maker.ts';

const [synchronous = 'none', secretHex = '', path = ''] = process.argv.slice(2);
const table = synchronous === 'NORMAL' || synchronous === 'FULL' ? openEventTable(path, synchronous) : undefined;
const secret = await crypto.subtle.importKey('raw', Buffer.from(secretHex, 'hex'), { name: 'HMAC', hash: 'SHA-256' }, false, [
  'verify',
]);

interface Person {
  readonly userId: string;
  readonly role: string;
}
type Reply = (answer: object) => void;

const server = createServer();
const io = new Server<Record<string, never>, Record<string, (payload: object) => void>, never, Person>(server, {
  serveClient: false,
  perMessageDeflate: false,
  httpCompression: false,
});
const alerts = createAlertBook((name, alert) => void io.to('security').emit(name, alert));

io.use((socket, next) => {
  const { token } = socket.handshake.auth;
  jwtVerify(String(token), secret, {
    algorithms: ['HS256'],
    issuer: ISSUER,
    audience: AUDIENCE,
    typ: 'JWT',
    requiredClaims: ['exp', 'iat', 'sub', 'sid'],
  }).then(
    ({ payload }) => {
      socket.data = { userId: String(payload.sub), role: String(payload.role) };
      next();
    },
    () => next(new Error('token_invalid')),
  );
});

io.on('connection', (socket) => {
  const { userId, role } = socket.data;
  const isStaff = role === 'admin';
  void socket.join(isStaff ? ['security', `user:${userId}`] : ['exam', `user:${userId}`]);
  socket.on(
    'security_event' as never,
    ((event: Record<string, unknown>, reply: Reply) => {
      table?.keep(userId, event);
      reply({ ok: true, id: event.id, lastSeq: event.seq });
      alerts.add(userId, String(event.type));
    }) as never,
  );
  if (isStaff)
    socket.on('exam_broadcast' as never, ((message: object) => void io.to('exam').emit('exam-message', message)) as never);
});

process.once('SIGTERM', () => {
  void io.close().then(() => {
    table?.close();
    process.exit(0);
  });
});
// With Node's default of 511, a thousand who connect at once wait a second for TCP to try again.
server.listen({ port: 0, host: '127.0.0.1', backlog: 2048 }, () =>
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`),
);
