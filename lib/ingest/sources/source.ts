import type { Profile, Target } from '@/lib/model/mapping';

/** What a source cannot say, and what that means: the page of sources shows it, docs/sources tell it at length. */
export interface Lack {
  readonly targets: readonly Target[];
  readonly why: string;
}

/** A format that records come in, as a value: how bytes become rows, and how a row becomes an exchange. */
export interface Source {
  /** As in `--format` and in `/api/v1/ingest/{source}`. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** How its bytes are written: JSON of any shape (list, lines, one object), CSV, OTLP (JSON or protobuf), CSV or JSON as the bytes tell, or lines of records. */
  readonly envelope: 'records' | 'json' | 'csv' | 'otlp' | 'table';
  /** How rows become exchanges; null for the records of the contract, which need no mapping. */
  readonly profile: Profile | null;
  /** What it cannot provide with its usual settings. */
  readonly lacks: readonly Lack[];
  /** A record of the contract that a row is as it stands, to be checked as such; undefined for a row that is to be mapped. */
  readonly record?: (row: unknown) => unknown;
  /** Its rows are facts of accounts (lib/ingest/facts-feed), of which no address or number is kept anywhere: they are hashed before a body is put away. */
  readonly facts?: true;
  /** It comes by an endpoint of its own, not as a file. */
  readonly pushed?: true;
}
