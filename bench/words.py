"""The words that generated notes are made of, and how often what appears in real ones.

The numbers were counted in a research vault of 2,801 notes. A table of quantiles says how
much of something the notes have: the least, then what 10, 25, 50, 75, 90 and 99 of a hundred
do not exceed.
"""

SHARES = (0.0, 0.10, 0.25, 0.50, 0.75, 0.90, 0.99)
PARAGRAPHS = (1, 3, 5, 7, 9, 12, 26)
BULLETS = (0, 2, 4, 8, 14, 22, 50)
TABLES = (0, 1, 3, 5, 7, 10, 18)
RELATED = (2, 3, 5, 7, 9, 11, 18)
ALIASES = (0, 0, 0, 1, 2, 3, 5)

FOLDERS = {
    "Actors": 0.71,
    "Concepts": 0.18,
    "Sectors": 0.03,
    "Events": 0.025,
    "Books": 0.02,
    "Products": 0.02,
    "Daily": 0.015,
}

SECTIONS = (
    *(("Quick stats", 0.49), ("Investment case", 0.21), ("Investment implications", 0.14), ("Sources", 0.11)),
    *(("Competitive position", 0.10), ("Overview", 0.09), ("Financials", 0.08), ("Business model", 0.08)),
    *(("Business segments", 0.07), ("Leadership", 0.06), ("Competitive landscape", 0.04), ("Risks", 0.04)),
    *(("History", 0.04), ("Why it matters", 0.04), ("Key facts", 0.03), ("Products", 0.03)),
    *(("Key metrics", 0.02), ("Career", 0.02), ("Ownership", 0.02), ("Timeline", 0.02), ("Challenges", 0.02)),
)

TAGS = (
    "usa public private ai china investor finance company energy mining defence europe software"
    " semiconductors logistics food water housing insurance space biotech steel ports grid retail"
    " media telecom japan india"
).split()

FIRST = (
    "North South Grand Blue Silver Iron Copper Amber Cedar Harbor Summit Delta Prime Vega Orion Atlas"
    " Nova Terra Aero Hydro Lumen Quantum Cobalt Granite Falcon Heron Maple Willow Coral Polar Solar"
    " Vertex Zenith Apex"
).split()
SYLLABLES = (
    "ba cor da fen gal hin jor kel lum mar nov pel quin ros sel tor ul ven wex yor zan bri cle dro".split()
)
LAST = (
    "Group Holdings Capital Energy Partners Systems Labs Foods Metals Motors Bank Networks Health"
    " Shipping Power Robotics Materials Ventures Industries Institute"
).split()

SUBJECTS = ("The company", "The board", "Its largest customer", "The new plant", "Management", "A rival")
CLAUSES = (
    "expects demand to hold up while prices for inputs keep falling",
    "sells mostly to hospitals, schools and small manufacturers",
    "moved its headquarters after a long dispute over permits",
    "has yet to show that the second line can run without subsidies",
    "depends on a handful of suppliers for the parts that matter most",
    "won the contract against two larger bidders",
    "keeps the older fleet in service until replacements arrive",
    "is building a second site next to the railway",
    "left the consortium and now works with a university spin-off",
    "is seen by analysts as the cheapest way into the sector",
)
LABELS = (
    *("Headquarters", "Ticker", "Founder", "Segment", "Owner", "Listing", "Region", "Model", "Main product"),
    *("Regulator", "Status", "Partner"),
)
VALUES = (
    *(
        "listed since the merger",
        "family-owned",
        "northern coast",
        "subscription and service",
        "under review",
    ),
    *("operating", "planned", "long-term supply", "government and utilities", "second tier", "in dispute"),
)
MEASURES = (
    ("Revenue", "$B"),
    ("Market cap", "$B"),
    ("Employees", ""),
    ("Capacity", "MW"),
    ("Market share", "%"),
)
"""What notes state in figures, and the unit they do it in."""
