import { expect, test } from 'vitest';
import { Pulse } from './pulse';

const turn = () => new Promise((resolve) => setImmediate(resolve));

function database() {
  const state = { answers: 'yes' as 'yes' | 'no' | 'never', severed: 0, asked: 0 };
  let release: (error?: Error) => void = () => {};
  const pulse = new Pulse(
    () => {
      state.asked++;
      if (state.answers === 'yes') return Promise.resolve();
      if (state.answers === 'no')
        return Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
      return new Promise((resolve, reject) => {
        release = (error) => (error ? reject(error) : resolve());
      });
    },
    () => {
      state.severed++;
      release(new Error('Connection terminated unexpectedly'));
    },
  );
  const look = async (times = 1) => {
    for (let i = 0; i < times; i++) {
      pulse.look();
      await turn();
    }
  };
  return { state, pulse, look, answer: () => release() };
}

test('a database that answers is there', async () => {
  const { pulse, look } = database();
  expect(pulse.away).toBeNull();
  await look(3);
  expect(pulse.away).toBeNull();
});

test('one that refuses is away at once, and back with its next answer', async () => {
  const { state, pulse, look } = database();
  state.answers = 'no';
  await look();
  expect(pulse.away).toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/cannot be reached/),
  });
  state.answers = 'yes';
  await look();
  expect(pulse.away).toBeNull();
  expect(state.severed).toBe(0);
});

test('one that stands still is asked once, is away after five looks, and nobody waits for it after ten', async () => {
  const { state, pulse, look } = database();
  state.answers = 'never';
  await look(5);
  expect(pulse.away).toBeNull();
  await look();
  expect(pulse.away).toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/does not answer/),
  });
  expect(state).toMatchObject({ asked: 1, severed: 0 });
  await look(5);
  expect(state.severed).toBe(1);
  expect(pulse.away?.message).toMatch(/cannot be reached/);
  state.answers = 'yes';
  await look();
  expect(pulse.away).toBeNull();
});

test('one that answers late is there again with that answer, and nothing was cut', async () => {
  const { state, pulse, look, answer } = database();
  state.answers = 'never';
  await look(8);
  expect(pulse.away).not.toBeNull();
  answer();
  await turn();
  expect(pulse.away).toBeNull();
  expect(state.severed).toBe(0);
});
