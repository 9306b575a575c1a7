import type { ShellLanguage } from '../../shared/ipc.ts';

const EN = {
  file: 'File',
  quit: 'Quit Invigil',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  actualSize: 'Actual size',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fullScreen: 'Full screen',
  reload: 'Reload',
  devTools: 'Developer tools',
  window: 'Window',
  minimise: 'Minimise',
  close: 'Close',
  room: 'Room',
  openInBrowser: 'Open the console in a browser',
  copyJoinAddress: 'Copy the address for candidates',
  showDataFolder: 'Show the data folder',
  help: 'Help',
  about: 'About Invigil',
  quitRunning: (count: number) =>
    count === 1 ? '1 candidate is working in this room.' : `${count} candidates are working in this room.`,
  quitOpen: (count: number) =>
    count === 0
      ? 'A sitting is open in this room.'
      : `A sitting is open in this room; ${count === 1 ? '1 candidate has' : `${count} candidates have`} joined.`,
  quitDetail:
    'Closing Invigil switches the room off for them. Everything they have done so far is kept, and they can go on when the room is opened again.',
  quitNo: 'Keep the room open',
  quitYes: 'Close the room',
  stormTitle: 'Several serious alerts at once',
  stormBody: 'Open Invigil to see them all.',
  crashTitle: 'This window stopped working',
  crashText: 'The room is not affected: it goes on in the background, and nothing was lost.',
  crashTextGuest: 'The room it shows runs on another computer and is not affected.',
  crashReload: 'Load it again',
};

export type ShellWords = typeof EN;

const TH: ShellWords = {
  file: 'ไฟล์',
  quit: 'ออกจาก Invigil',
  edit: 'แก้ไข',
  undo: 'เลิกทำ',
  redo: 'ทำซ้ำ',
  cut: 'ตัด',
  copy: 'คัดลอก',
  paste: 'วาง',
  selectAll: 'เลือกทั้งหมด',
  view: 'มุมมอง',
  actualSize: 'ขนาดจริง',
  zoomIn: 'ขยาย',
  zoomOut: 'ย่อ',
  fullScreen: 'เต็มหน้าจอ',
  reload: 'โหลดใหม่',
  devTools: 'เครื่องมือนักพัฒนา',
  window: 'หน้าต่าง',
  minimise: 'ย่อหน้าต่าง',
  close: 'ปิด',
  room: 'ห้องสอบ',
  openInBrowser: 'เปิดหน้าควบคุมในเบราว์เซอร์',
  copyJoinAddress: 'คัดลอกที่อยู่สำหรับผู้เข้าสอบ',
  showDataFolder: 'แสดงโฟลเดอร์ข้อมูล',
  help: 'ช่วยเหลือ',
  about: 'เกี่ยวกับ Invigil',
  quitRunning: (count) => `มีผู้เข้าสอบ ${count} คนกำลังทำข้อสอบในห้องนี้`,
  quitOpen: (count) => (count === 0 ? 'ห้องนี้มีรอบสอบที่เปิดอยู่' : `ห้องนี้มีรอบสอบที่เปิดอยู่ และมีผู้เข้าสอบเข้าร่วมแล้ว ${count} คน`),
  quitDetail: 'การปิด Invigil จะปิดห้องสอบสำหรับผู้เข้าสอบทุกคน สิ่งที่ทำไว้แล้วทั้งหมดยังถูกเก็บไว้ และทำต่อได้เมื่อเปิดห้องอีกครั้ง',
  quitNo: 'เปิดห้องไว้ต่อ',
  quitYes: 'ปิดห้อง',
  stormTitle: 'มีสัญญาณเตือนร้ายแรงหลายรายการพร้อมกัน',
  stormBody: 'เปิด Invigil เพื่อดูทั้งหมด',
  crashTitle: 'หน้าต่างนี้หยุดทำงาน',
  crashText: 'ห้องสอบไม่ได้รับผลกระทบ ยังทำงานต่ออยู่เบื้องหลัง และไม่มีข้อมูลสูญหาย',
  crashTextGuest: 'ห้องที่แสดงอยู่ทำงานบนคอมพิวเตอร์เครื่องอื่นและไม่ได้รับผลกระทบ',
  crashReload: 'โหลดอีกครั้ง',
};

const WORDS: Readonly<Record<ShellLanguage, ShellWords>> = { en: EN, th: TH };

/** What the shell itself says: menu, native dialogs, notifications, the page of a window that crashed. */
export const shellWords = (language: ShellLanguage): ShellWords => WORDS[language];

/** The language chosen in a window, else the system's if we have it, else English. `locale` as in `en-GB`. */
export function languageFor(chosen: ShellLanguage | undefined, locale: string): ShellLanguage {
  return chosen ?? (locale.toLowerCase().startsWith('th') ? 'th' : 'en');
}
