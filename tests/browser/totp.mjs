// An authenticator app (RFC 6238: HMAC-SHA-1, six digits, thirty seconds).
import { createHmac } from 'node:crypto';

const STEP_MS = 30_000;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytes(base32) {
  const bits = [...base32].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

function codeOf(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', bytes(secret)).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** The app with a secret in it: `await code()` is a code that it has not given yet, for no step is taken twice. */
export function authenticator(secret) {
  let last = 0;
  return {
    async code() {
      const now = () => Math.floor(Date.now() / STEP_MS);
      const step = Math.max(now(), last + 1);
      // A clock may be one step ahead of the server's, no more.
      while (step > now() + 1) await new Promise((resolve) => setTimeout(resolve, 500));
      last = step;
      return codeOf(secret, step);
    },
  };
}
