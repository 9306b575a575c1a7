import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

interface ProfileNode {
  readonly id: number;
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  readonly children?: readonly number[];
}
interface CpuProfile {
  readonly nodes: readonly ProfileNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const root = join(import.meta.dirname, '../..');
const SHOWN = 25;
/** Not the server's work: waiting, and the profiler itself. */
const LEFT_OUT = new Set(['(idle)', '(root)', '(program)', 'post']);

/** `send  node_modules/ws/lib/sender.js:42`; the name alone for what is inside the runtime. */
function nameOf({ callFrame: { functionName, url, lineNumber } }: ProfileNode): string {
  const place = url.startsWith('file:') ? `${relative(root, new URL(url).pathname)}:${lineNumber + 1}` : url;
  return `${functionName || '(anonymous)'}  ${place || 'native'}`;
}

/** The node of a sample and its callers, innermost first. */
function stackOf(node: ProfileNode | undefined, parents: ReadonlyMap<number, ProfileNode>): ProfileNode[] {
  const stack: ProfileNode[] = [];
  for (let at = node; at; at = parents.get(at.id)) stack.push(at);
  return stack;
}

/** Native functions (statements, sockets) mean little without who called them. */
function selfName([leaf, caller]: readonly ProfileNode[]): string {
  if (!leaf) return '';
  if (leaf.callFrame.url || leaf.callFrame.functionName.startsWith('(') || !caller) return nameOf(leaf);
  return `${leaf.callFrame.functionName || 'native'} in ${nameOf(caller)}`;
}

function sharesOf(times: ReadonlyMap<string, number>, allUs: number): string[] {
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN)
    .map(([name, us]) => `  ${((us / allUs) * 100).toFixed(1).padStart(5)} %  ${name}`);
}

/** Where a process spent the time it was not idle: in each function itself, and in functions of ours with all they call. */
function hottest({ nodes, samples, timeDeltas }: CpuProfile): string[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node] as const)));
  const self = new Map<string, number>();
  const whole = new Map<string, number>();
  let allUs = 0;
  for (const [i, id] of samples.entries()) {
    const stack = stackOf(byId.get(id), parents);
    const us = timeDeltas[i] ?? 0;
    if (LEFT_OUT.has(stack[0]?.callFrame.functionName ?? '(root)')) continue;
    allUs += us;
    const own = selfName(stack);
    self.set(own, (self.get(own) ?? 0) + us);
    const ours = new Set(stack.filter(({ callFrame }) => callFrame.url.includes('/src/')).map(nameOf));
    for (const name of ours) whole.set(name, (whole.get(name) ?? 0) + us);
  }
  return ['  own time', ...sharesOf(self, allUs), '  with all they call', ...sharesOf(whole, allUs)];
}

/**
 * The profiles one process wrote last, each with its hottest functions: those of the newest process in the folder, if
 * younger than `since` (epoch ms). A file is named `PID-WINDOW.cpuprofile`.
 */
export function newestProfiles(folder: string, since: number): string[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.cpuprofile'))
    .map((name) => ({ name, path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .filter(({ at }) => at >= since)
    .sort((a, b) => a.at - b.at);
  const newest = files.at(-1)?.name.split('-')[0];
  return files
    .filter(({ name }) => name.split('-')[0] === newest)
    .map(({ path }) => [path, ...hottest(JSON.parse(readFileSync(path, 'utf8')) as CpuProfile)].join('\n'));
}
