/** One file to upload. */
export interface ImportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly isRoster?: boolean;
  /** Its exam is opened at the console afterwards, and that is measured too. */
  readonly isLarge?: boolean;
  /** What the sender claims; the room finds out by itself otherwise. */
  readonly format?: string;
}
