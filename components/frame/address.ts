/** The query of an address in one form, without what is only chosen for the moment: equal for equal views. */
export function addressOf(query: string): string {
  const params = new URLSearchParams(query);
  params.delete('alert');
  params.sort();
  return params.toString();
}
