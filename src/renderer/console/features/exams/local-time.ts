const two = (value: number): string => String(value).padStart(2, '0');

/** What a date-and-time field takes, by this computer's zone: `2026-11-20T09:00`. */
export function toField(wall: string | undefined): string {
  if (wall === undefined) return '';
  const at = new Date(wall);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The offset from UTC this computer has at that moment: `+07:00`. */
export function offsetAt(at: Date): string {
  const east = -at.getTimezoneOffset();
  return `${east < 0 ? '-' : '+'}${two(Math.floor(Math.abs(east) / 60))}:${two(Math.abs(east) % 60)}`;
}

/**
 * What the field says, with the offset it is meant in; null for an empty one. A time that the change to summer time leaves out is the
 * one an hour later: as it stands, with the offset of the summer, it would be an hour too early.
 */
export function fromField(field: string): string | null {
  if (field === '') return null;
  const meant = new Date(field);
  return `${toField(meant.toISOString())}:00${offsetAt(meant)}`;
}
