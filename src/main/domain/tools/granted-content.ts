import type { Store } from '../store.ts';
import { entryOf } from './dictionary-book.ts';
import type { StoredToolFile } from './tool-content-store.ts';
import type { StoredToolAccess } from './tool-store.ts';

/**
 * The files of a tool that a grant reaches: those its data points name, and all where they name none. So a grant may stand for one
 * sheet of several.
 */
export function grantedFiles(
  store: Store,
  { toolId, dataPoints }: Pick<StoredToolAccess, 'toolId' | 'dataPoints'>,
): StoredToolFile[] {
  const files = store.toolContents.filesOf(toolId);
  const named = files.filter(({ name }) => dataPoints.includes(name));
  return named.length > 0 ? named : files;
}

/** Is this data point a file the grant reaches, or a headword of such a dictionary? */
export function isGrantedContent(store: Store, access: StoredToolAccess, point: string): boolean {
  return grantedFiles(store, access).some(({ name, kind, sha256 }) => {
    if (name === point) return true;
    const book = kind === 'dictionary' ? store.toolContents.book(sha256) : undefined;
    return book !== undefined && entryOf(book, point) !== undefined;
  });
}

/** What a decision or request may name: the tool's own list, and its files. */
export const pointsOfTool = (
  store: Store,
  { id, dataPoints }: { id: StoredToolAccess['toolId']; dataPoints: readonly string[] },
): string[] => [...dataPoints, ...store.toolContents.filesOf(id).map(({ name }) => name)];
