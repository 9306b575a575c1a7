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

/** What the field says, with the offset it is meant in; null for an empty one. */
export const fromField = (field: string): string | null =>
  field === '' ? null : `${field.slice(0, 16)}:00${offsetAt(new Date(field))}`;
