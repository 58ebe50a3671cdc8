/** The ownership matrix: a cell opens the statements behind it, taken from the page of evidence that it leads to. */

import { element } from "./elements.js";

const dialog = /** @type {HTMLDialogElement} */ (document.querySelector(".drill"));

document.addEventListener("click", async (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[data-duty]");
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const page = await evidence(link.href);
  if (page) show(link, page);
  else location.assign(link.href);
});

/** @param {string} address @returns {Promise<Document | null>} null where there is no such page */
async function evidence(address) {
  const answer = await fetch(address);
  return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
}

/** @param {HTMLAnchorElement} link @param {Document} page */
function show(link, page) {
  const { duty, asset } = link.dataset;
  const facts = [...page.querySelectorAll("tbody[data-attribute]")].filter((fact) => isAbout(fact, duty));
  const table = element("table", "");
  if (facts.length) table.append(page.querySelector("thead").cloneNode(true), ...facts);
  dialog.querySelector("h2").textContent = `${asset}: ${duty}, ${link.textContent}`;
  dialog.querySelector(".none").hidden = facts.length > 0;
  dialog.querySelector(".scroll").replaceChildren(table);
  dialog.querySelector(".scroll").hidden = facts.length === 0;
  dialog.querySelector(".all").href = link.href;
  dialog.showModal();
}

/** True for who is accountable or helps with the duty. @param {HTMLElement} fact @param {string} duty */
const isAbout = (fact, duty) => [`owner.${duty}`, `responsible.${duty}`].includes(fact.dataset.attribute);
