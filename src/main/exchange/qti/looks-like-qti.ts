import { decodeText } from '../decode-text.ts';
import { looksLikeZip } from '../zip/read-zip.ts';

export type RootKind = 'item' | 'test' | 'section' | 'version1' | 'pool' | 'manifest' | 'result' | 'rules';

/** What kind of file a root element makes; those of the last two kinds are known only to be refused in words. */
const KINDS: Record<string, RootKind> = {
  assessmentItem: 'item',
  assessmentTest: 'test',
  assessmentSection: 'section',
  questestinterop: 'version1',
  POOL: 'pool',
  manifest: 'manifest',
  assessmentResult: 'result',
  qti_result_report: 'result',
  responseProcessing: 'rules',
};

export const kindOfRoot = (name: string | undefined): RootKind | undefined =>
  name !== undefined && Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;

const HEAD_BYTES = 64 * 1024;
/** Before the root only this may stand. Each step begins with its own sign, so that no file takes long to look at. */
const BEFORE_ROOT = /\s+|<\?[^>]*>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\]\s*)?>/y;
const ROOT = /<([A-Za-z_][\w.:-]*)/y;

/** The root's name as version 2 has it, seen without reading the file; nothing for what is no XML. */
export function rootName(bytes: Uint8Array): string | undefined {
  const head = headOf(bytes);
  let at = head.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    BEFORE_ROOT.lastIndex = at;
    if (!BEFORE_ROOT.test(head)) break;
    at = BEFORE_ROOT.lastIndex;
  }
  ROOT.lastIndex = at;
  const root = ROOT.exec(head)?.[1];
  const local = root?.slice(root.indexOf(':') + 1);
  return local?.startsWith('qti-') ? local.slice(4).replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase()) : local;
}

/** The head may end within a letter of several bytes: then that letter is none. */
function headOf(bytes: Uint8Array): string {
  const head = bytes.subarray(0, HEAD_BYTES);
  return decodeText(head)?.text ?? new TextDecoder('utf-8').decode(head);
}

/** Is this a file for `importQti`: a zip, or XML whose root is one of QTI's or of a Blackboard pool? */
export const looksLikeQti = (bytes: Uint8Array): boolean => looksLikeZip(bytes) || kindOfRoot(rootName(bytes)) !== undefined;
