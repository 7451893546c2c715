/** The same numbers at the start of an array of so many, the rest 0. */
export function longer<T extends Int32Array | Float64Array>(old: T, size: number): T {
  const next = new (old.constructor as new (size: number) => T)(size);
  next.set(old);
  return next;
}
