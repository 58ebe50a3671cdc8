/** Undo and redo over values that never change in place. */

/**
 * @template T
 * @typedef {{past: T[], present: T, future: T[]}} History
 */

/** @template T @param {T} present @returns {History<T>} */
export const begun = (present) => ({ past: [], present, future: [] });

/** @template T @param {History<T>} history @param {T} next @returns {History<T>} what was undone is forgotten */
export const advanced = (history, next) =>
  next === history.present ? history : { past: [...history.past, history.present], present: next, future: [] };

/** @template T @param {History<T>} history @returns {History<T>} the same where nothing is left to undo */
export function undone(history) {
  if (!history.past.length) return history;
  const past = history.past.slice(0, -1);
  return { past, present: history.past[past.length], future: [history.present, ...history.future] };
}

/** @template T @param {History<T>} history @returns {History<T>} the same where nothing is left to redo */
export function redone(history) {
  if (!history.future.length) return history;
  const [present, ...future] = history.future;
  return { past: [...history.past, history.present], present, future };
}
