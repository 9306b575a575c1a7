import { hasFormula } from '../../../shared/model/formulas.ts';

/** What draws formulas: a part of the program that a page without formulas never fetches. */
type Typesetter = typeof import('./typeset.ts');

/** After a failure; the last one again and again, for a candidate may be without a network for long. */
const RETRIES_MS = [500, 2_000, 5_000, 10_000] as const;

let loaded: Typesetter | undefined;
let loading: Promise<Typesetter> | undefined;

const wait = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    window.setTimeout(resolve, ms);
  });

async function load(): Promise<Typesetter> {
  for (let failures = 0; ; failures += 1) {
    try {
      loaded = await import('./typeset.ts');
      void loaded.loadFormulaFonts();
      return loaded;
    } catch {
      // Until it is there, formulas stand on the page as they were written.
      await wait(RETRIES_MS[Math.min(failures, RETRIES_MS.length - 1)] ?? 10_000);
    }
  }
}

/** The typesetter if it is here already. */
export const typesetterNow = (): Typesetter | undefined => loaded;

/** Fetches the typesetter once for the page, again and again until it comes. */
export function loadTypesetter(): Promise<Typesetter> {
  loading ??= load();
  return loading;
}

/** Fetches what these texts will need to be shown, so that it is here when the network is not. */
export function prepareFormulas(texts: Iterable<string>): void {
  for (const text of texts) {
    if (!hasFormula(text)) continue;
    void loadTypesetter();
    return;
  }
}
