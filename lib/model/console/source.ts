import type { Coercion, Profile, Target } from '@/lib/model/mapping';

/** How a source is mapped. */
export interface SourceMapping {
  name: string;
  title: string;
  /** The built-in source that it is or follows. */
  format: string;
  /** Whether its rows are mapped at all: records of the contract are not. */
  mappable: boolean;
  built_in: boolean;
  profile: Profile | null;
  /** Whether somebody saved that mapping. */
  saved: boolean;
  version: number;
  changed_by: string | null;
  changed_at: string | null;
}

/** What a mapping makes of one field of a sample. */
export interface MappedField {
  target: Target;
  /** The paths that gave it, most often first, with how many rows each. */
  paths: { path: string; as: Coercion; rows: number }[];
  /** Rows that have it. */
  rows: number;
  /** First values, cut. */
  values: string[];
  /** Paths that held something which could not be read, with why and how often. */
  problems: { path: string; message: string; rows: number; value: string }[];
}

/** What a mapping makes of a sample. Nothing of it is stored. */
export interface SamplePreview {
  rows: number;
  taken: number;
  /** Rows that say nothing of an exchange. */
  passed: number;
  rejected: number;
  /** Whether the sample held more rows than were looked at. */
  more: boolean;
  fields: MappedField[];
  /** Paths that no field was read from, with a value and how many rows have them. */
  unused: { path: string; rows: number; value: string }[];
  faults: { code: string; message: string; rows: number; first: number }[];
}

/** A source of records and how its intake goes, as `GET /api/v1/sources` gives it. */
export interface SourceItem {
  name: string;
  title: string;
  format: string;
  mapped: boolean;
  version: number;
  bodies: number;
  accepted: number;
  duplicates: number;
  rejected: number;
  records_per_minute: number;
  waiting_bodies: number;
  waiting_bytes: number;
  lag_seconds: number | null;
  set_aside: number;
  rejects: number;
  last_received_at: string | null;
  newest_at: string | null;
  lacks: { targets: Target[]; why: string }[];
}

/** A row that was refused, as `GET /api/v1/sources/{name}/rejects` gives it. */
export interface SourceReject {
  id: string;
  rejected_at: string;
  line: number;
  code: string;
  message: string;
  excerpt: string | null;
  retryable: boolean;
}
