/** One item cannot be brought over exactly; the reason is for its teacher. The others go on. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
