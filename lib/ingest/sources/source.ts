/**
 * A format that records come in: what one parsed line (one JSON value) holds, as records of the contract.
 * The native one hands the line on; others unpack their envelope and map its fields. What it gives is checked
 * afterwards like any record, so a source never has to validate.
 */
export interface Source {
  /** As in `--format`. */
  name: string;
  /** The records in one line; none for a line that says nothing of interest. Throws nothing. */
  records(line: unknown): readonly unknown[];
}
