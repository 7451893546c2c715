/** The list of steps on the screen, as scripts/steps.mjs makes it. */
export interface Steps {
  line(text?: string): void;
  step<T>(label: string, work: (remark: (detail: string) => void) => Promise<T>): Promise<T>;
}
