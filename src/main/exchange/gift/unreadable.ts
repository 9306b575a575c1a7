/** One question cannot be read; the reason is for its teacher. The others go on. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
