/** The page of a run: how far it is, and the intervals as they become narrower. Without it the page renews itself. */

import { followRun, showIntervals } from "./runs.js";

const shown = document.getElementById("intervals");
const bar = /** @type {HTMLProgressElement} */ (document.getElementById("progress"));

followRun(shown.dataset.run, {
  progress(share, left) {
    bar.value = share;
    document.getElementById("left").textContent = [`${Math.round(100 * share)} %`, left].filter(Boolean).join(", ");
  },
  intervals: (told) => showIntervals(shown, told),
  end: () => location.reload(),
});
