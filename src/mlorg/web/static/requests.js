/** Asking the server: JSON both ways, and failures with what the server says of them. */

/** @typedef {{message: string, hint: string, file: string, line: number | null}} Problem */

/** An answer that is no success. `data` is what the server says, `problems` in particular. */
export class Refused extends Error {
  /** @param {number} status @param {{title?: string, problems?: Problem[]} & Record<string, any>} data */
  constructor(status, data) {
    super((data.problems ?? []).map((problem) => problem.message).join(" ") || data.title || `The server says ${status}.`);
    this.status = status;
    this.data = data;
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{body?: any, etag?: string}} [sent]
 * @returns {Promise<any>} the data of the answer
 */
export async function ask(method, path, { body, etag } = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (etag) headers["If-Match"] = `"${etag}"`;
  const answer = await reached(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  const envelope = await answer.json().catch(() => ({ data: {} }));
  if (!answer.ok) throw new Refused(answer.status, envelope.data ?? {});
  return envelope.data;
}

async function reached(path, request) {
  try {
    return await fetch(path, request);
  } catch {
    throw new Refused(0, { title: "The server cannot be reached. Is mlorg serve still running?" });
  }
}
