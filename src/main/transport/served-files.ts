import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Tells whether a path (as it stands in a request, without its query) is one of the pages. */
export type IsPage = (path: string) => boolean;

/** Reads once what is below the folder of the pages: files, and folders with and without the slash at their end. */
export function readPages(webRoot: string): IsPage {
  const served = new Set(['/']);
  for (const entry of readdirSync(webRoot, { recursive: true, withFileTypes: true })) {
    const path = `/${relative(webRoot, join(entry.parentPath, entry.name)).split(sep).join('/')}`;
    served.add(path);
    if (entry.isDirectory()) served.add(`${path}/`);
  }
  return (path) => {
    try {
      return served.has(decodeURIComponent(path));
    } catch {
      return false;
    }
  };
}
