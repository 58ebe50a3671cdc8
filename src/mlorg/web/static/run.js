// Follows a run: how far it is, and the intervals as they become narrower. Without it the page renews itself.

const shown = document.getElementById("intervals");
const bar = document.getElementById("progress");
const left = document.getElementById("left");
const events = new EventSource(`/api/runs/${shown.dataset.run}/events`);

function cell(tag, text, type) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (type) made.className = type;
  return made;
}

function amount(value, scale) {
  return value === null ? "–" : (value / scale).toLocaleString("en", { maximumSignificantDigits: 2, signDisplay: "exceptZero" });
}

function table(arm, unit, scale) {
  const made = document.createElement("table");
  made.append(cell("caption", `${arm.title}: against today, in ${unit}`));
  const head = made.createTHead().insertRow();
  for (const name of ["alternative", "difference", "95 % interval"]) {
    const th = cell("th", name, name === "alternative" ? "" : "number");
    th.scope = "col";
    head.append(th);
  }
  const body = made.createTBody();
  for (const row of arm.rows) {
    const name = cell("th", row.label);
    name.scope = "row";
    const between = `${amount(row.least, scale)} to ${amount(row.most, scale)}`;
    body.insertRow().append(name, cell("td", amount(row.difference, scale), "number"), cell("td", between, "number"));
  }
  return made;
}

events.addEventListener("progress", (event) => {
  const told = JSON.parse(event.data);
  bar.value = told.share;
  const rest = told.seconds_left === null ? "" : `, about ${Math.ceil(told.seconds_left)} s left`;
  left.textContent = `${Math.round(100 * told.share)} %${rest}`;
});

events.addEventListener("intervals", (event) => {
  const told = JSON.parse(event.data);
  const note = `After ${told.replications} simulated histories for each; they become narrower.`;
  shown.replaceChildren(cell("h2", told.headline), cell("p", note, "note"), ...told.arms.map((arm) => table(arm, told.unit, told.scale)));
});

for (const end of ["done", "failed", "cancelled", "lost"]) {
  events.addEventListener(end, () => {
    events.close();
    location.reload();
  });
}
