export interface OneOpen {
  /** Begins to open. What was open or opening before has to be closed first. */
  open(): void;
  /** Closes it; what is still opening is closed as soon as it is open, and nobody hears of it. */
  close(): void;
}

export interface OneOpenParts<Opened> {
  readonly open: () => Promise<{ readonly opened: Opened; readonly stop: () => void }>;
  readonly onOpen: (opened: Opened) => void;
  readonly onFailure: (error: unknown) => void;
}

/**
 * Keeps one thing open that takes a moment to open. Given up while it opens it must not come to work after all: a second tab at work
 * on the same seat numbers the same reports again, and that looks like tampering.
 */
export function keepOneOpen<Opened>({ open, onOpen, onFailure }: OneOpenParts<Opened>): OneOpen {
  /** Raised by every opening and closing: what an earlier one comes to is not heeded. */
  let round = 0;
  let stop = (): void => {};
  return {
    open() {
      round += 1;
      const mine = round;
      open().then(
        (done) => {
          if (mine !== round) return done.stop();
          stop = done.stop;
          onOpen(done.opened);
        },
        (error: unknown) => {
          if (mine === round) onFailure(error);
        },
      );
    },
    close() {
      round += 1;
      stop();
      stop = () => {};
    },
  };
}
