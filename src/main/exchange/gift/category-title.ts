/**
 * What a category line calls the exam: its top category, without Moodle's own context and `top`.
 * `$CATEGORY: $course$/top/Default for Biology/Cells` is Biology.
 */
export function categoryTitle(line: string): string | undefined {
  const path = line.slice(line.indexOf(':') + 1);
  // A slash that belongs to a name is doubled.
  const names = path
    .replaceAll('//', '\u0000')
    .split('/')
    .map((name) => name.replaceAll('\u0000', '/').trim());
  const own = names.filter(
    (name, index) => name !== '' && !(index === 0 && /^\$[a-z0-9]+\$$/i.test(name)) && name.toLowerCase() !== 'top',
  );
  const title = own[0]?.replace(/^Default for /i, '').trim();
  return title === '' ? undefined : title;
}
