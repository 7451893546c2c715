// The list of steps that `npm start` and `npm test` show: what is being done now, what was done and how long it took.
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const LABEL_WIDTH = 34;

/** On a terminal the running steps are redrawn in place; elsewhere each gets a line when it begins and one when it ends. */
export function createSteps(stream = process.stdout) {
  const running = new Set();
  let drawn = 0;
  let frame = 0;
  let timer;
  stream.on('error', () => {});

  const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
  const row = (sign, { label, since, detail }) =>
    `  ${sign} ${label.padEnd(LABEL_WIDTH)}${seconds(since).padStart(8)}${detail ? `   ${detail}` : ''}`;
  const clear = () => {
    if (drawn > 0) stream.write(`\x1b[${drawn}A\x1b[0J`);
    drawn = 0;
  };
  const draw = () => {
    clear();
    for (const one of running) {
      stream.write(`${row(FRAMES[frame % FRAMES.length], one).slice(0, (stream.columns ?? 80) - 1)}\n`);
      drawn++;
    }
  };
  const tick = () => {
    frame++;
    draw();
  };

  const steps = {
    /** Writes a line above the running steps. */
    line(text = '') {
      clear();
      stream.write(`${text}\n`);
      if (stream.isTTY) draw();
    },
    /** Does `work` as a step; `work` gets a function that sets the remark beside it. */
    async step(label, work) {
      const one = { label, since: performance.now(), detail: '' };
      running.add(one);
      if (stream.isTTY) timer ??= setInterval(tick, 100).unref();
      else stream.write(`  … ${label}\n`);
      let sign = '✗';
      try {
        const result = await work((detail) => {
          one.detail = detail;
        });
        sign = '✓';
        return result;
      } finally {
        running.delete(one);
        if (running.size === 0) {
          clearInterval(timer);
          timer = undefined;
        }
        steps.line(row(sign, one));
      }
    },
  };
  return steps;
}
