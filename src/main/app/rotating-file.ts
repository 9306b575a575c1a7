import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A log file that never grows beyond its share of the disk. */
export interface RotatingFile {
  /** Appends whole lines at once: what was written is there even if the process dies the next moment. */
  write(lines: string): void;
  close(): void;
}

interface Limits {
  readonly maxBytes: number;
  /** How many files in all, the one being written included. */
  readonly keep: number;
}

/**
 * `NAME.log` in `dir`, older ones as `NAME.1.log` (newest) and so on; rotated when full, at the start and while
 * running. A disk that is full or gone loses lines, never the room: `onFailure` is told once per run of failures.
 */
export function openRotatingFile(
  dir: string,
  name: string,
  { maxBytes, keep }: Limits,
  onFailure: (error: unknown) => void,
): RotatingFile {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const pathOf = (age: number): string => join(dir, age === 0 ? `${name}.log` : `${name}.${age}.log`);
  let fd: number | undefined;
  let size = 0;
  let isFailing = false;

  const close = (): void => {
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
  };

  const open = (): number => {
    fd = openSync(pathOf(0), 'a+', 0o600);
    size = fstatSync(fd).size;
    if (size > 0 && !endsWithNewline(fd, size)) size += writeSync(fd, '\n');
    return fd;
  };

  const rotate = (): void => {
    close();
    rmSync(pathOf(keep - 1), { force: true });
    for (let age = keep - 2; age >= 0; age -= 1) {
      if (existsSync(pathOf(age))) renameSync(pathOf(age), pathOf(age + 1));
    }
  };

  open();
  if (size >= maxBytes) rotate();
  return {
    write(lines) {
      try {
        const bytes = Buffer.from(lines);
        fd ??= open();
        if (size > 0 && size + bytes.length > maxBytes) rotate();
        const written = writeSync(fd ?? open(), bytes);
        size += written;
        if (written < bytes.length) throw new Error('the disk took only a part of a line');
        isFailing = false;
      } catch (error) {
        if (!isFailing) onFailure(error);
        isFailing = true;
        // Opened anew with the next line, which then starts on a line of its own, or finds the disk well again.
        close();
      }
    },
    close,
  };
}

/** A crash may have cut the last line; the next one must not be glued to it. */
function endsWithNewline(fd: number, size: number): boolean {
  const last = Buffer.alloc(1);
  readSync(fd, last, 0, 1, size - 1);
  return last[0] === 0x0a;
}
