import pdfDocument, { type Font } from 'pdfmake/js/PDFDocument.js';
import type { CertificateFace } from '../../domain/grading/certificate-services.ts';
import { fontPath, type Script } from './certificate-fonts.ts';
import { drawLine } from './outlines.ts';

/** A4 on its side, in points. */
const [WIDTH, HEIGHT] = [841.89, 595.28];
const MIDDLE = WIDTH / 2;
const INNER = WIDTH - 160;
const [INK, DIMMED, PETROL] = ['#16222c', '#4c5b66', '#0b5f6b'];

/** Courier is part of every reader: what somebody may want to copy is text, and needs no font of its own. */
const COPYABLE = { Courier: { normal: 'Courier' } };

/** A CommonJS module: some loaders hand over its `default`, some the module around it. */
const Document = 'default' in pdfDocument ? pdfDocument.default : pdfDocument;
const NOTHING = [{}, {}, {}] as const;

/** Opened once for as long as the thread lives: reading them takes most of the time a certificate takes. */
const opened = new Map<Script, Font>();
export function openFont(script: Script): Font {
  const known = opened.get(script);
  if (known) return known;
  const book = new Document({ [script]: { normal: fontPath(script) } }, ...NOTHING, {}, null, () => true);
  const { font } = book.provideFont(script, false, false);
  opened.set(script, font);
  return font;
}

/** Figures as on the screens: to the hundredth. */
const figure = (value: number): string => String(Math.round(value * 100) / 100);

/** The date with its offset from UTC, so that it is one instant wherever it is read: `2026-11-20 16:30 +07:00`. */
export function dateWithOffset(at: number, offsetMinutes = -new Date(at).getTimezoneOffset()): string {
  const local = new Date(at + offsetMinutes * 60_000).toISOString();
  const away = Math.abs(offsetMinutes);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${local.slice(0, 10)} ${local.slice(11, 16)} ${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

/** Makes one certificate, in English and Thai, as a PDF of one page. Source: features EX7. */
export function drawCertificate(face: CertificateFace): Promise<Uint8Array> {
  const document = new Document(
    COPYABLE,
    ...NOTHING,
    {
      size: [WIDTH, HEIGHT],
      margin: 0,
      lang: 'en',
      displayTitle: true,
      info: {
        Title: `${face.exam} (${face.code})`,
        Creator: 'Invigil',
        Producer: 'Invigil',
        CreationDate: new Date(face.issuedAt),
      },
    },
    null,
    () => true,
  );
  const { promise, resolve } = Promise.withResolvers<Uint8Array>();
  const chunks: Uint8Array[] = [];
  document.on('data', (chunk) => void chunks.push(chunk));
  document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));

  const line = (text: string, y: number, size: number, color = INK): void =>
    drawLine(document, text, MIDDLE, y, { fontOf: openFont, size, color, width: INNER });
  document
    .lineWidth(1.5)
    .rect(28, 28, WIDTH - 56, HEIGHT - 56)
    .stroke(PETROL);
  document
    .lineWidth(0.5)
    .rect(35, 35, WIDTH - 70, HEIGHT - 70)
    .stroke(PETROL);
  line('Certificate', 122, 38, PETROL);
  line('ใบรับรองผลการสอบ', 158, 20, PETROL);
  line('This is to certify that / ขอรับรองว่า', 208, 13, DIMMED);
  line(face.name || face.candidateNumber, 256, 34);
  line(`No. / เลขประจำตัวสอบ ${face.candidateNumber}`, 282, 12, DIMMED);
  document
    .lineWidth(0.5)
    .moveTo(220, 298)
    .lineTo(WIDTH - 220, 298)
    .stroke(DIMMED);
  line('has passed the exam / ได้สอบผ่านการสอบ', 326, 13, DIMMED);
  line(face.exam, 364, 24);
  line(`Result / คะแนน: ${figure(face.score)} / ${figure(face.maxScore)}`, 402, 16);
  line(`Date of the exam / วันที่สอบ: ${dateWithOffset(face.satAt)}`, 428, 12, DIMMED);
  line(`Issued / ออกให้เมื่อ: ${dateWithOffset(face.issuedAt)}`, 447, 12, DIMMED);
  line('Verification code / รหัสตรวจสอบ', 492, 12, DIMMED);
  document
    .font('Courier')
    .fontSize(16)
    .fillColor(INK)
    .text(face.code, 40, 500, { width: WIDTH - 80, align: 'center' });
  document
    .fontSize(10)
    .fillColor(DIMMED)
    .text(face.verifyAt, 40, 524, { width: WIDTH - 80, align: 'center' });
  document.end();
  return promise;
}
