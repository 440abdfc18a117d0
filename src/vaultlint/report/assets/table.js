/** A table that is sorted by a press on its heads and shows some rows at a time. */
class Table {
  #rows = [];
  #page = 0;
  #order = null;

  /**
   * A column has a `label`, the `value` that it is sorted by and what it shows as `cell`; `first`
   * is the direction in which it is sorted first. The `order` is a column with which to begin.
   */
  constructor(host, { caption, columns, order = null, size = 15, empty = "Nothing here." }) {
    Object.assign(this, { columns, size, empty });
    this.#order = order && { column: columns.find((one) => one.label === order), direction: null };
    if (this.#order) this.#order.direction = this.#order.column.first ?? "ascending";
    this.heads = columns.map((column) => this.#head(column));
    this.body = element("tbody");
    this.pager = element("div", { class: "pager" });
    this.nothing = element("p", { class: "empty", hidden: true }, empty);
    this.frame = element(
      "div",
      { class: "scroll" },
      element(
        "table",
        {},
        element("caption", {}, caption),
        element("thead", {}, element("tr", {}, this.heads)),
        this.body,
      ),
    );
    host.replaceChildren(this.frame, this.nothing, this.pager);
  }

  /** Show other rows, from the first on. */
  show(rows) {
    this.#rows = this.#order ? this.#sorted(rows) : rows;
    this.given = rows;
    this.#page = 0;
    this.#draw();
  }

  static classOf(column) {
    return column.class ?? (column.number ? "number" : null);
  }

  #head(column) {
    const button = element("button", { type: "button", onclick: () => this.#sortBy(column) }, column.label);
    return element("th", { scope: "col", class: Table.classOf(column), title: column.title }, button);
  }

  #sortBy(column) {
    const first = column.first ?? "ascending";
    const other = first === "ascending" ? "descending" : "ascending";
    const again = this.#order?.column === column && this.#order.direction === first;
    this.#order = { column, direction: again ? other : first };
    this.show(this.given);
  }

  #sorted(rows) {
    const { column, direction } = this.#order;
    const sign = direction === "ascending" ? 1 : -1;
    const compare = column.number ? (a, b) => a - b : Table.collator.compare;
    return rows
      .map((row) => [column.value(row), row])
      .sort((a, b) => sign * compare(a[0], b[0]))
      .map(([, row]) => row);
  }

  #draw() {
    const start = this.#page * this.size;
    const rows = this.#rows.slice(start, start + this.size);
    this.columns.forEach((column, index) => {
      const sorted = this.#order?.column === column ? this.#order.direction : "none";
      this.heads[index].setAttribute("aria-sort", sorted);
    });
    this.body.replaceChildren(...rows.map((row) => this.#row(row)));
    this.frame.hidden = !rows.length;
    this.nothing.hidden = rows.length > 0;
    this.#drawPager(start, rows.length);
  }

  #row(row) {
    return element(
      "tr",
      {},
      this.columns.map((column) => {
        const attributes = { class: Table.classOf(column) };
        return element(
          column.heading ? "th" : "td",
          { ...attributes, scope: column.heading && "row" },
          [
            column.cell
              ? column.cell(row)
              : column.number
                ? NUMBER.format(column.value(row))
                : column.value(row),
          ].flat(),
        );
      }),
    );
  }

  #drawPager(start, length) {
    const total = this.#rows.length;
    this.pager.hidden = total <= this.size;
    const turn = (label, by, enabled) =>
      element("button", { type: "button", disabled: !enabled, onclick: () => this.#turn(by) }, label);
    this.pager.replaceChildren(
      turn("Previous", -1, start > 0),
      element(
        "span",
        {},
        `${NUMBER.format(start + 1)}–${NUMBER.format(start + length)} of ${NUMBER.format(total)}`,
      ),
      turn("Next", 1, start + length < total),
    );
  }

  #turn(by) {
    this.#page += by;
    this.#draw();
    const buttons = this.pager.querySelectorAll("button");
    const same = buttons[by > 0 ? 1 : 0];
    (same.disabled ? buttons[by > 0 ? 0 : 1] : same).focus();
  }
}

Table.collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
