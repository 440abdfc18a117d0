// Bars in the page's own colours. Chart.js draws; every chart has the same numbers in a table beside it.

const charts = [];
const BAR = 26;

/** A colour of the style sheet as it is in the theme that is on. */
function color(name) {
  const probe = element("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

class Bars {
  /** `sets` have a `label` and the `color` of their bars; `pick` is told which bar was pressed. */
  constructor(host, { label, sets, upright = false, share = false, pick = null }) {
    Object.assign(this, { host, sets, upright, pick });
    const canvas = element("canvas", { role: "img", "aria-label": label });
    this.frame = element("div", { class: "canvas" }, canvas);
    host.replaceChildren(this.frame);
    const unit = share ? " %" : "";
    const [along, across] = upright ? ["y", "x"] : ["x", "y"];
    this.chart = new Chart(canvas, {
      type: "bar",
      data: {
        labels: [],
        datasets: sets.map((set) => ({ label: set.label, data: [], maxBarThickness: 22 })),
      },
      options: {
        animation: false,
        maintainAspectRatio: false,
        indexAxis: across,
        onClick: (event, [bar]) => bar && pick?.(bar.index),
        onHover: (event, [bar]) => (canvas.style.cursor = bar && pick ? "pointer" : "default"),
        interaction: { mode: "index", axis: across, intersect: false },
        scales: {
          [along]: {
            stacked: true,
            beginAtZero: true,
            max: share ? 100 : undefined,
            border: { display: false },
            ticks: {
              precision: 0,
              maxTicksLimit: 6,
              callback: (value) => NUMBER.format(value) + unit,
            },
          },
          [across]: { stacked: true, grid: { display: false }, ticks: { autoSkip: upright } },
        },
        plugins: {
          legend: { display: sets.length > 1, position: "bottom", labels: { boxWidth: 10, boxHeight: 10 } },
          tooltip: {
            callbacks: {
              label: ({ dataset, raw }) => ` ${dataset.label}: ${NUMBER.format(Math.round(raw))}${unit}`,
            },
          },
        },
      },
    });
    charts.push(this);
    this.paint();
  }

  /** Show other bars: a name for each, and the numbers of each set. */
  show(labels, numbers) {
    this.host.hidden = !labels.length;
    this.frame.style.height = this.upright ? "220px" : `${labels.length * BAR + 64}px`;
    this.chart.data.labels = labels.map((label) => short(shown(label)));
    this.chart.data.datasets.forEach((set, index) => (set.data = numbers[index]));
    this.chart.update("none");
  }

  /** Take the theme's colours. */
  paint() {
    const { scales, plugins } = this.chart.options;
    for (const scale of Object.values(scales)) {
      scale.ticks.color = color("soft");
      scale.grid.color = color("line");
    }
    plugins.legend.labels.color = color("soft");
    this.chart.data.datasets.forEach((set, index) => (set.backgroundColor = color(this.sets[index].color)));
    this.chart.update("none");
  }
}

function short(label) {
  const chars = [...label];
  return chars.length > 28 ? chars.slice(0, 27).join("") + "…" : label;
}

Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
Chart.defaults.font.size = 12;
