/** The signs people type and those on the keys, as the parser knows them. */
const SAME: Readonly<Record<string, string>> = { '×': '*', '·': '*', '÷': '/', ':': '/', '−': '-', '–': '-', ',': '.' };
const MAX_LENGTH = 200;
/** Figures shown; beyond these a result is the machine's noise (0.1 + 0.2). */
const FIGURES = 14;

/** What angles are measured in. */
export type Angle = 'degrees' | 'radians';

/** A full turn, and the sines that are known exactly. */
const TURN = 360;
const EXACT_SINES = new Map([
  [0, 0],
  [30, 0.5],
  [90, 1],
  [150, 0.5],
  [180, 0],
  [210, -0.5],
  [270, -1],
  [330, -0.5],
]);
/** What is left of a zero when π is rounded. */
const NOTHING = 1e-15;

function sine(value: number, angle: Angle): number {
  if (angle === 'radians') {
    const result = Math.sin(value);
    return Math.abs(result) < NOTHING ? 0 : result;
  }
  const within = ((value % TURN) + TURN) % TURN;
  return EXACT_SINES.get(within) ?? Math.sin((within * Math.PI) / 180);
}
const cosine = (value: number, angle: Angle): number => sine(value + (angle === 'degrees' ? 90 : Math.PI / 2), angle);
const angleOf = (radians: number, angle: Angle): number => (angle === 'degrees' ? (radians * 180) / Math.PI : radians);

function factorial(value: number): number {
  if (!Number.isInteger(value) || value < 0) return Number.NaN;
  let product = 1;
  // Beyond 170 it is more than a number can hold.
  for (let factor = 2; factor <= Math.min(value, 171); factor++) product *= factor;
  return product;
}

const FUNCTIONS: ReadonlyMap<string, (value: number, angle: Angle) => number> = new Map([
  ['sin', sine],
  ['cos', cosine],
  ['tan', (value: number, angle: Angle) => sine(value, angle) / cosine(value, angle)],
  ['asin', (value: number, angle: Angle) => angleOf(Math.asin(value), angle)],
  ['acos', (value: number, angle: Angle) => angleOf(Math.acos(value), angle)],
  ['atan', (value: number, angle: Angle) => angleOf(Math.atan(value), angle)],
  ['ln', Math.log],
  ['log', Math.log10],
  ['sqrt', Math.sqrt],
  ['abs', Math.abs],
]);
const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ['π', Math.PI],
  ['pi', Math.PI],
  ['e', Math.E],
]);
const WORD = /^(?:[a-z]+|π)/;

const NUMBER = /^(?:\d+(?:\.\d*)?|\.\d+)/;

/** Reads one expression from left to right; throws SyntaxError where it is none. */
class Reader {
  readonly #text: string;
  readonly #angle: Angle;
  #at = 0;
  constructor(text: string, angle: Angle) {
    this.#text = text;
    this.#angle = angle;
  }

  #take(...signs: string[]): string | undefined {
    const sign = this.#text[this.#at];
    if (sign === undefined || !signs.includes(sign)) return undefined;
    this.#at += 1;
    return sign;
  }

  whole(): number {
    const value = this.#sum();
    if (this.#at < this.#text.length) throw new SyntaxError('something is left over');
    return value;
  }

  #sum(): number {
    let value = this.#product();
    for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-')) {
      const next = this.#product();
      value = sign === '+' ? value + next : value - next;
    }
    return value;
  }

  #product(): number {
    let value = this.#signed();
    for (let sign = this.#take('*', '/'); sign; sign = this.#take('*', '/')) {
      const next = this.#signed();
      value = sign === '*' ? value * next : value / next;
    }
    return value;
  }

  /** A sign before a power is of the whole power: -2^2 is -4. */
  #signed(): number {
    if (this.#take('-')) return -this.#signed();
    if (this.#take('+')) return this.#signed();
    return this.#power();
  }

  #power(): number {
    const base = this.#counted();
    return this.#take('^') ? base ** this.#signed() : base;
  }

  /** `5!` and `5%`, as often as they stand there. */
  #counted(): number {
    let value = this.#operand();
    for (let sign = this.#take('!', '%'); sign; sign = this.#take('!', '%'))
      value = sign === '!' ? factorial(value) : value / 100;
    return value;
  }

  /** A constant, or a function with its argument in brackets. */
  #named(): number | undefined {
    const word = WORD.exec(this.#text.slice(this.#at))?.[0];
    if (word === undefined) return undefined;
    const constant = CONSTANTS.get(word);
    const run = FUNCTIONS.get(word);
    this.#at += word.length;
    if (constant !== undefined) return constant;
    if (!run || this.#text[this.#at] !== '(') throw new SyntaxError('there is no such function');
    return run(this.#operand(), this.#angle);
  }

  #operand(): number {
    if (this.#take('√')) return Math.sqrt(this.#operand());
    if (this.#take('(')) {
      const value = this.#sum();
      if (!this.#take(')')) throw new SyntaxError('a bracket is open');
      return value;
    }
    const named = this.#named();
    if (named !== undefined) return named;
    const number = NUMBER.exec(this.#text.slice(this.#at))?.[0];
    if (number === undefined) throw new SyntaxError('a number is missing');
    this.#at += number.length;
    return Number(number);
  }
}

/**
 * The value of an expression with + − × ÷ ^ √ ! %, brackets, π, e and the functions above, as text of up to 14 figures;
 * undefined when it is none or has no value. It is read by a grammar of its own: nothing that is typed is ever run.
 */
export function calculate(expression: string, angle: Angle = 'degrees'): string | undefined {
  if (expression.length > MAX_LENGTH) return undefined;
  const text = Array.from(expression.toLowerCase().replace(/\s/g, ''), (sign) => SAME[sign] ?? sign).join('');
  try {
    const value = new Reader(text, angle).whole();
    return Number.isFinite(value) ? String(Number(value.toPrecision(FIGURES))) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
