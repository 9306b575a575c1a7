/** Runs work now, or in one of the next turns of the loop when this one has had its share. */
export type InSlices = (work: () => void) => void;

/**
 * What comes all at once is done a few pieces a turn, in the order it came: whoever else waits for the loop meanwhile (a frame of
 * somebody who is signed in, a commit) waits for a slice and not for all of it.
 */
export function createSlices(mostATurn: number, nextTurn: (work: () => void) => void = setImmediate): InSlices {
  const waiting: (() => void)[] = [];
  let done = 0;
  let isTurning = false;

  function turn(): void {
    isTurning = false;
    done = 0;
    for (let work = waiting.shift(); work; work = done < mostATurn ? waiting.shift() : undefined) run(work);
  }
  function run(work: () => void): void {
    done++;
    if (!isTurning) {
      isTurning = true;
      nextTurn(turn);
    }
    work();
  }
  return (work) => {
    if (done < mostATurn && waiting.length === 0) run(work);
    else waiting.push(work);
  };
}
