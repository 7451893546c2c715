import type { Limits } from './limits';
import { PatternError, type Token, tokensOf } from './tokens';

export type Operand = string | number | boolean;
export type Operator =
  | '='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | 'IN'
  | 'LIKE'
  | 'MATCHES'
  | 'ISSUBSET'
  | 'ISSUPERSET'
  | 'EXISTS';

export interface Comparison {
  type: 'comparison';
  path: string;
  operator: Operator;
  negated: boolean;
  /** Of IN all that are listed; none for EXISTS. */
  operands: Operand[];
}

/** A pattern as a tree. Qualifiers and FOLLOWEDBY stand as what they ask for, since nothing here could tell. */
export type Node =
  | Comparison
  | { type: 'and' | 'or'; parts: Node[] }
  | { type: 'beyond'; what: string; part: Node };

const OPERATORS = new Set(['IN', 'LIKE', 'MATCHES', 'ISSUBSET', 'ISSUPERSET']);

/**
 * The tree of a STIX pattern. What stands in one pair of brackets holds of one observation; several observations are joined by
 * the same nodes, since an account is what all of them are looked for in. Throws PatternError for what is no pattern or has too
 * many comparisons; recursion ends at `limits.depth`.
 */
export function parsePattern(pattern: string, limits: Limits): Node {
  if (pattern.length > limits.pattern)
    throw new PatternError(`The pattern is longer than ${limits.pattern} characters`);
  const tokens = tokensOf(pattern);
  let at = 0;
  let depth = 0;
  let comparisons = 0;
  const tree = observations();
  if (at < tokens.length) throw fault('Something that does not belong to it');
  return tree;

  function peek(value: string): boolean {
    const token = tokens[at];
    return token !== undefined && (token.type === 'word' || token.type === 'mark') && token.value === value;
  }
  function take(value: string): boolean {
    if (!peek(value)) return false;
    at++;
    return true;
  }
  function need(value: string): void {
    if (!take(value)) throw fault(`${value} is missing`);
  }
  function fault(what: string): PatternError {
    const token = tokens[at];
    return new PatternError(token ? `${what} at character ${token.at + 1}` : `${what} at its end`);
  }
  function within<T>(read: () => T): T {
    if (++depth > limits.depth) throw fault(`More than ${limits.depth} brackets within each other`);
    const result = read();
    depth--;
    return result;
  }

  /** FOLLOWEDBY binds loosest, then OR, then AND. */
  function observations(): Node {
    const parts = [some()];
    while (take('FOLLOWEDBY')) parts.push(some());
    return parts.length === 1
      ? (parts[0] as Node)
      : { type: 'beyond', what: 'FOLLOWEDBY asks for an order', part: { type: 'and', parts } };
  }
  function some(): Node {
    return joined('or', 'OR', () => joined('and', 'AND', observation));
  }
  function joined(type: 'and' | 'or', word: string, read: () => Node): Node {
    const parts = [read()];
    while (take(word)) parts.push(read());
    return parts.length === 1 ? (parts[0] as Node) : { type, parts };
  }

  function observation(): Node {
    let part: Node;
    if (take('(')) {
      part = within(observations);
      need(')');
    } else {
      need('[');
      part = within(expression);
      need(']');
    }
    for (;;) {
      if (take('WITHIN')) {
        number();
        need('SECONDS');
        part = { type: 'beyond', what: 'WITHIN asks for a time between two observations', part };
      } else if (take('REPEATS')) {
        const times = number();
        need('TIMES');
        if (times > 1) part = { type: 'beyond', what: 'REPEATS asks for a number of observations', part };
      } else if (take('START')) {
        literal();
        need('STOP');
        literal();
        part = { type: 'beyond', what: 'START and STOP ask for a time of their own', part };
      } else return part;
    }
  }

  function expression(): Node {
    return joined('or', 'OR', () => joined('and', 'AND', test));
  }

  function test(): Node {
    if (take('(')) {
      const part = within(expression);
      need(')');
      return part;
    }
    if (++comparisons > limits.comparisons)
      throw new PatternError(`The pattern has more than ${limits.comparisons} comparisons`);
    const refuted = take('NOT');
    const exists = take('EXISTS');
    const token = tokens[at];
    if (token?.type !== 'path') throw fault('A path is missing');
    at++;
    if (exists)
      return { type: 'comparison', path: token.value, operator: 'EXISTS', negated: refuted, operands: [] };
    const negated = take('NOT') !== refuted;
    const operator = operatorOf(tokens[at]);
    at++;
    const operands = operator === 'IN' ? list() : [operand()];
    return { type: 'comparison', path: token.value, operator, negated, operands };
  }

  function operatorOf(token: Token | undefined): Operator {
    if (token?.type === 'word' && OPERATORS.has(token.value)) return token.value as Operator;
    if (token?.type === 'mark') {
      if (token.value === '=' || token.value === '==') return '=';
      if (token.value === '!=' || token.value === '<>') return '!=';
      if (['<', '>', '<=', '>='].includes(token.value)) return token.value as Operator;
    }
    throw fault('A comparison is missing');
  }

  function list(): Operand[] {
    need('(');
    const all = [operand()];
    while (take(',')) {
      all.push(operand());
      if (++comparisons > limits.comparisons)
        throw new PatternError(`The pattern has more than ${limits.comparisons} comparisons`);
    }
    need(')');
    return all;
  }

  function operand(): Operand {
    const token = tokens[at];
    if (!token || token.type === 'mark' || token.type === 'word' || token.type === 'path')
      throw fault('A value is missing');
    at++;
    return token.value;
  }
  function number(): number {
    const value = operand();
    if (typeof value !== 'number') throw fault('A number is missing');
    return value;
  }
  function literal(): void {
    const token = tokens[at];
    if (token?.type !== 'literal' && token?.type !== 'string') throw fault('A time is missing');
    at++;
  }
}
