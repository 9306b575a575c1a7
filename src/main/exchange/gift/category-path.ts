/**
 * Where a bank keeps the questions that follow, without Moodle's own context and its `top`: `$course$/top/Biology/Cells` is
 * `Biology/Cells`. A slash inside a name stays doubled, as Moodle writes it.
 */
export function categoryPath(written: string): string | undefined {
  const path = written
    .slice(0, 4_000)
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\$[a-z0-9]+\$(?:\/(?!\/)|$)/i, '')
    .replace(/^top(?:\/(?!\/)|$)/i, '')
    .slice(0, 1_000)
    .toWellFormed();
  return path === '' ? undefined : path;
}
