/** The signs people type and those on the keys, as the parser knows them. */
const SAME: Readonly<Record<string, string>> = { '×': '*', '·': '*', '÷': '/', ':': '/', '−': '-', '–': '-', ',': '.' };
const MAX_LENGTH = 200;
/** Figures shown; beyond these a result is the machine's noise (0.1 + 0.2). */
const FIGURES = 12;

const NUMBER = /^(?:\d+(?:\.\d*)?|\.\d+)/;

/** Reads one expression from left to right; throws SyntaxError where it is none. */
class Reader {
  readonly #text: string;
  #at = 0;
  constructor(text: string) {
    this.#text = text;
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
    const base = this.#operand();
    return this.#take('^') ? base ** this.#signed() : base;
  }

  #operand(): number {
    if (this.#take('√')) return Math.sqrt(this.#operand());
    if (this.#take('(')) {
      const value = this.#sum();
      if (!this.#take(')')) throw new SyntaxError('a bracket is open');
      return value;
    }
    const number = NUMBER.exec(this.#text.slice(this.#at))?.[0];
    if (number === undefined) throw new SyntaxError('a number is missing');
    this.#at += number.length;
    return Number(number);
  }
}

/**
 * The value of an expression with + − × ÷ ^ √ and brackets, as text; undefined when it is none or has no value. It is
 * read by a grammar of its own: nothing that is typed is ever run.
 */
export function calculate(expression: string): string | undefined {
  if (expression.length > MAX_LENGTH) return undefined;
  const text = Array.from(expression.replace(/\s/g, ''), (sign) => SAME[sign] ?? sign).join('');
  try {
    const value = new Reader(text).whole();
    return Number.isFinite(value) ? String(Number(value.toPrecision(FIGURES))) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
