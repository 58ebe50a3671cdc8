/** The dialog in which a responsibility gets another accountable owner. */

import { fillUnits } from "./change_dialog.js";

/** @typedef {{asset: string, label: string, kind: string, cells: {responsibility: string, state: string, owner: string}[]}} Asset */

export class OwnerDialog {
  /** @param {HTMLDialogElement} dialog @param {(changes: import("./edits.js").Change[]) => void} onChange */
  constructor(dialog, onChange) {
    this.dialog = dialog;
    this.form = dialog.querySelector("form");
    this.form.asset.addEventListener("change", () => this.offerResponsibilities());
    this.form.responsibility.addEventListener("change", () => this.tellOwner());
    dialog.querySelector(".cancel").addEventListener("click", () => dialog.close());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      dialog.close();
      onChange([this.change()]);
    });
  }

  /** @param {Asset[]} assets @param {import("../chart/forest.js").Chart} chart as it is now */
  open(assets, chart) {
    this.form.reset();
    const lines = chart.units.filter((unit) => unit.business_line);
    this.assets = new Map(assets.map((asset) => [asset.asset, asset.cells]));
    const all = EVERYTHING.map((responsibility) => ({ responsibility }));
    for (const unit of lines) this.assets.set(`unit:${unit.id}`, all);
    this.form.asset.replaceChildren(
      group("Whole business lines", lines.map((unit) => new Option(`All of ${unit.name}`, `unit:${unit.id}`))),
      group("Assets", assets.map((asset) => new Option(`${asset.label} (${asset.kind})`, asset.asset))),
    );
    fillUnits(this.form.querySelectorAll(".units"), chart);
    this.form.owner.options[0].replaceWith(new Option("nobody", "nobody"));
    this.offerResponsibilities();
    this.dialog.showModal();
  }

  offerResponsibilities() {
    const cells = this.assets.get(this.form.asset.value);
    const options = cells.map(({ responsibility }) => new Option(responsibility, responsibility));
    this.form.responsibility.replaceChildren(...options);
    this.tellOwner();
  }

  tellOwner() {
    const cells = this.assets.get(this.form.asset.value);
    const cell = cells.find((each) => each.responsibility === this.form.responsibility.value);
    const said = { owned: `Accountable today: ${cell.owner}.`, nobody: "Nobody is accountable today.",
      gone: "Its owner is gone.", unknown: "Nothing is known of who is accountable today." };
    this.dialog.querySelector(".said").textContent = said[cell.state] ?? "";
  }

  /** @returns {import("./edits.js").Change} */
  change() {
    const { asset, responsibility, owner, trade, on, reason } = this.form;
    const unit = owner.value !== "nobody";
    return {
      ...(on.value && { on: on.value }),
      own: {
        asset: asset.value,
        responsibility: responsibility.value,
        owner: unit ? `unit:${owner.value}` : "nobody",
        ...(unit && trade.value && { function: trade.value }),
      },
      ...(reason.value && { reason: reason.value }),
    };
  }
}

const EVERYTHING = ["collect", "warehouse", "label", "pipeline", "build", "deploy", "maintain"];

function group(label, options) {
  const made = document.createElement("optgroup");
  made.label = label;
  made.append(...options);
  return made;
}
