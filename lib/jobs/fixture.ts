import type { Answer } from '@/lib/enforce/attempt';
import type { Message } from '@/lib/enforce/line';
import { T0 } from '@/lib/services/fixture';
import type { DeliveryWorld } from './world';

export const TAKEN: Answer = { status: 200, text: '' };

/** For tests: a world whose clock moves only when somebody waits, and a receiver that answers what it is told, and notes what it got. */
export class FakeWorld implements DeliveryWorld {
  readonly seen: { key: string; account: string; kind: string; at: number; message: Message }[] = [];
  private time = T0.getTime();

  /** `answer` says what comes back for the n-th message, or throws as a lost connection does. */
  constructor(
    private readonly answer: (n: number, message: Message) => Answer | Promise<Answer> = () => TAKEN,
  ) {}

  readonly now = () => new Date(this.time);
  readonly random = () => 1;
  readonly wait = async (ms: number) => this.advance(ms);

  advance(ms: number): void {
    this.time += ms;
  }

  open() {
    return {
      send: async (message: Message) => {
        const body = JSON.parse(message.body ?? '{}');
        this.seen.push({
          key: message.headers['idempotency-key'] ?? '',
          account: body.account_id,
          kind: body.kind,
          at: this.time,
          message,
        });
        return this.answer(this.seen.length, message);
      },
      close: () => {},
    };
  }
}
