/** The dialog in which a post or a unit is changed: the way of keyboards and small screens, with more than a drag can say. */

import { partOf, reportTo, seatIn } from "./edits.js";

/**
 * @typedef {import("../chart/forest.js").Chart} Chart
 * @typedef {import("../chart/forest.js").Node} Node
 * @typedef {import("./edits.js").Change} Change
 */

export class ChangeDialog {
  /** @param {HTMLDialogElement} dialog @param {(changes: Change[]) => void} onChange */
  constructor(dialog, onChange) {
    this.dialog = dialog;
    this.form = dialog.querySelector("form");
    this.onChange = onChange;
    this.form.addEventListener("submit", (event) => this.submitted(event));
    dialog.querySelector(".cancel").addEventListener("click", () => dialog.close());
  }

  /** @param {Node} node @param {Chart} chart as it is now */
  open(node, chart) {
    Object.assign(this, { node, chart });
    this.form.reset();
    this.posts = new Map(chart.posts.map((post) => [`${post.title} (${post.id})`, post.id]));
    this.dialog.querySelector("h2").textContent = `Change ${node.label}`;
    this.dialog.querySelector(".which").textContent = `${node.kind} ${node.entity.id}`;
    for (const part of this.form.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== node.kind;
    fillUnits(this.form.querySelectorAll(".units"), chart);
    this.form.querySelector("datalist").replaceChildren(...[...this.posts.keys()].map((label) => new Option(label, label)));
    this.fill(node.entity);
    this.say("");
    this.dialog.showModal();
  }

  fill(entity) {
    const { form } = this;
    form.unit.value = entity.unit ?? "";
    form.part_of.value = entity.part_of ?? "";
    form.reports_to.value = this.labelOf(entity.reports_to);
    form.head.value = this.labelOf(entity.head);
    form.title.value = entity.title ?? "";
    for (const name of ["role", "manager_kind", "mandate"]) form[name].value = entity[name] ?? "";
  }

  labelOf(id) {
    return [...this.posts].find(([, post]) => post === id)?.[0] ?? "";
  }

  submitted(event) {
    event.preventDefault();
    const unknown = ["reports_to", "head"].find((name) => this.form[name].value && !this.posts.has(this.form[name].value));
    if (unknown) {
      this.say("No post is called so. Choose one of the list.");
      this.form[unknown].focus();
      return;
    }
    const changes = this.node.kind === "post" ? this.ofPost(this.node.entity) : this.ofUnit(this.node.entity);
    this.dialog.close();
    if (changes.length) this.onChange(changes.map((change) => this.dated(change)));
  }

  /** @returns {Change[]} only what differs */
  ofPost(post) {
    const { form } = this;
    const said = (name) => (form[name].value && form[name].value !== post[name] ? form[name].value : undefined);
    const manager = this.posts.get(form.reports_to.value);
    const [title, role] = [said("title"), said("role")];
    return [
      ...(form.unit.value ? seatIn(post, form.unit.value) : []),
      ...(manager ? reportTo(post, manager) : []),
      ...(title || role ? [{ retitle: { post: post.id, ...(title && { title }), ...(role && { role }) } }] : []),
      ...(said("manager_kind") ? [{ manager_kind: { post: post.id, to: said("manager_kind") } }] : []),
      ...(said("mandate") ? [{ mandate: { post: post.id, to: said("mandate") } }] : []),
    ];
  }

  /** @returns {Change[]} only what differs */
  ofUnit(unit) {
    const head = this.posts.get(this.form.head.value);
    const whole = this.form.part_of.value;
    return [
      ...(whole ? partOf(unit, whole) : []),
      ...(head && head !== unit.head ? [{ head: { unit: unit.id, post: head } }] : []),
    ];
  }

  dated(change) {
    const { on, reason } = this.form;
    return { ...(on.value && { on: on.value }), ...change, ...(reason.value && { reason: reason.value }) };
  }

  say(text) {
    this.dialog.querySelector(".said").textContent = text;
  }
}

/** @param {Iterable<HTMLSelectElement>} selects @param {Chart} chart */
export function fillUnits(selects, chart) {
  const units = [...chart.units].sort((one, other) => one.name.localeCompare(other.name));
  for (const select of selects) {
    select.replaceChildren(new Option("not known", ""), ...units.map((unit) => new Option(unit.name, unit.id)));
  }
}
