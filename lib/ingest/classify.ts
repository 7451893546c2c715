import type { Capability, CapabilityScores } from '@/lib/model/capability';
import { analyzeExchange } from '@/lib/text/analyze';
import { plainBytes } from './bytes';
import { LineBlocks, MAX_LINE_BYTES } from './lines';
import { readBlock } from './parse';

const BLOCK = { bytes: 1 << 20, lines: 32_768, line: MAX_LINE_BYTES };

export type Classified =
  | { id: string; capability: Capability; score: number; scores: CapabilityScores }
  | { reject: { line: number; code: string; message: string } };

/** The capability labels of the exchange records in a stream, in their order; other records are passed over. */
export async function* classify(
  input: AsyncIterable<Uint8Array>,
  now: Date,
): AsyncGenerator<Classified, void, void> {
  const bytes = await plainBytes(input);
  const lines = new LineBlocks({ ...BLOCK });
  const options = { now: now.getTime() * 1000 };
  for await (const chunk of bytes.chunks) {
    for (const block of lines.push(chunk)) yield* labels(readBlock(block, options));
  }
  const last = lines.end(bytes.cut !== null);
  if (last) yield* labels(readBlock(last, options));
  if (bytes.cut) yield { reject: { line: lines.line, ...bytes.cut } };
}

function* labels(read: ReturnType<typeof readBlock>): Generator<Classified, void, void> {
  for (const result of read) {
    if ('fault' in result) yield { reject: { line: result.line, ...result.fault } };
    else if (result.ok.type === 'exchange') {
      const { capability, score, scores } = analyzeExchange(result.ok.record, 'none');
      yield { id: result.ok.record.id, capability, score, scores };
    }
  }
}
