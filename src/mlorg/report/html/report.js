"use strict";
// Shows one of the two questions or both, sorts tables by a column, and says what a mark is when it is pointed at.
// Without this script everything is there, in the order in which it was written.
(() => {
  const chooser = document.querySelector(".arms");
  if (chooser) {
    chooser.hidden = false;
    chooser.addEventListener("click", (event) => {
      const chosen = event.target.closest("button");
      if (!chosen) return;
      for (const button of chooser.children) button.setAttribute("aria-pressed", String(button === chosen));
      const arm = chosen.dataset.show;
      for (const part of document.querySelectorAll("[data-arm]")) part.hidden = arm !== "" && part.dataset.arm !== arm;
    });
  }

  const worth = (cell) => (cell.dataset.value === undefined ? cell.textContent.trim() : Number(cell.dataset.value));
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "en");
  const sort = (head, place) => {
    const down = head.getAttribute("aria-sort") !== "descending";
    for (const other of head.parentElement.children) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = head.closest("table").tBodies[0];
    const rows = [...body.rows].filter((row) => !["total", "reference"].includes(row.className));
    const rest = [...body.rows].filter((row) => !rows.includes(row));
    const key = (row) => worth(row.cells[place]);
    const numbers = rows.some((row) => typeof key(row) === "number");
    rows.sort((a, b) => (down === numbers ? compare(key(b), key(a)) : compare(key(a), key(b))));
    body.append(...rows, ...rest);
  };
  for (const table of document.querySelectorAll("table")) {
    if (table.tBodies[0].rows.length < 3) continue;
    [...table.tHead.rows[0].cells].forEach((head, place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = "Sort by this column";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(head, place));
    });
  }

  const tip = document.getElementById("tip");
  const show = (event) => {
    const mark = event.target.closest(".chart [data-tip]");
    tip.hidden = !mark;
    if (tip.hidden) return;
    tip.textContent = mark.dataset.tip;
    const left = Math.min(event.clientX + 14, document.documentElement.clientWidth - tip.offsetWidth - 8);
    const below = event.clientY + 18;
    const fits = below + tip.offsetHeight < document.documentElement.clientHeight;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${fits ? below : event.clientY - tip.offsetHeight - 10}px`;
  };
  document.addEventListener("pointermove", show);
  document.addEventListener("pointerdown", show);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") tip.hidden = true; });
})();
