import type { z } from 'zod';
import type { Right } from '@/lib/model/access';

type Method = 'get' | 'post' | 'put' | 'delete';

/** One route of the API as openapi.json describes it. */
export interface Operation {
  method: Method;
  path: string;
  summary: string;
  right: Right;
  /** What the verb or query behind it parses; segments of the path are taken out of it. */
  input: z.ZodObject;
  answer: z.ZodType;
  status?: number;
  /** A body that is not JSON. */
  body?: { type: string; description: string };
  /** The type of an answer that is a file, or those among which `format` chooses. */
  file?: string | readonly string[];
}

/** Makes operations of routes under `/api/v1` and a folder, with the right and the input of the verb or query behind each. */
export const operationsUnder =
  (folder: string) =>
  (
    method: Method,
    path: string,
    { definition: { right, input } }: { definition: Pick<Operation, 'right' | 'input'> },
    summary: string,
    answer: z.ZodType,
    status?: number,
  ): Operation => ({ method, path: `/api/v1${folder}${path}`, summary, right, input, answer, status });
