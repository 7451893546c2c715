/**
 * A bounded memory for pure functions of a string: two generations, so that nothing is moved on a hit and
 * the cost of forgetting is one swap. Holds at most twice `limit` entries.
 */
export class Memo<V> {
  private young = new Map<string, V>();
  private old = new Map<string, V>();

  constructor(
    private readonly make: (key: string) => V,
    private readonly limit = 2_000,
    /** Keys longer than this are computed anew each time, so that hostile input cannot fill the memory. */
    private readonly longest = 20_000,
  ) {}

  /** The remembered value for `key`, or what `make` gives, remembered from now on. */
  get(key: string): V {
    const fresh = this.young.get(key);
    if (fresh !== undefined) return fresh;
    const kept = this.old.get(key);
    const value = kept !== undefined ? kept : this.make(key);
    if (key.length <= this.longest) {
      if (this.young.size >= this.limit) {
        this.old = this.young;
        this.young = new Map();
      }
      this.young.set(key, value);
    }
    return value;
  }
}
