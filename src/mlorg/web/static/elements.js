/** Making elements. */

/**
 * @param {string} tag
 * @param {string} name its class
 * @param {string} [text]
 * @returns {any} an element of that tag
 */
export function element(tag, name, text = "") {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}
