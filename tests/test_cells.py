"""What people write into cells, and what a reader takes it for."""

from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaultlint.schema.cells import (
    Interval,
    day,
    format_problem,
    has_format,
    is_blank,
    is_boolean,
    is_url,
    read,
    sort_key,
)

NUMBERS = """
number  | 1,234 1.250.000,5 | 1234
number  | 1 234             | 1234
number  | 1'234'567         | 1234567
number  | -5                | -5
number  | ~34 or so         | 34
number  | 34+               | 34
number  | 1.2M              | 1200000
number  | 8k – 12k          | 8000 12000
number  | 60–180            | 60 180
number  | 3x                | 3
number  | 12.5 GW           | 12.5
number  | 16GB/stack        | 16
number  | #4                | 4
number  | 7m                | 7..7000000
number  | 1.250             | 1.25..1250
number  | .5                | 0.5
number  | 1,00,000          | 100000
number  | 580 MW (2 plants) | 580
number  | -1,200 (-8%)      | -1200
integer | 12.0              | 12
integer | 1.2M              | 1200000
integer | 1.250             | 1250
money   | ~$20B             | 20e9
money   | $1,234.50         | 1234.5
money   | 1.234,56 €        | 1234.56
money   | $17–20M           | 17e6 20e6
money   | $6.4-$6.6 billion | 6.4e9 6.6e9
money   | $400K-1.5M        | 4e5 1.5e6
money   | $1.2B+            | 1.2e9
money   | -$5M              | -5e6
money   | $-5M              | -5e6
money   | ($5M)             | -5e6
money   | $(236)M           | -236e6
money   | (15.5)            | -15.5
money   | **$7 bn**         | 7e9
money   | up to A$30m       | 30e6
money   | 12 million dollars   | 12e6
money   | 1.2 billion euros    | 1.2e9
money   | RMB ~3.5B            | 3.5e9
money   | ₹9.5 lakh crore      | 9.5e12
money   | ₹24K Cr              | 24e10
money   | 350 kr               | 350
money   | 3亿 ¥                | 3e8
money   | 17¢                  | 0.17..17
money   | $30/user/mo          | 30
money   | $90M (2011) + $134M  | 90e6 134e6
money   | $6B (incl. $1B debt) | 6e9
money   | owed $1B (secured)   | 1e9
money   | Public (~$200B)      | 200e9
money   | EUR 80M (with Iwami) | 80e6
money   | €600M ($694M)        | 600e6..694e6
money   | $90M (5%)            | 90e6
money   | 2023 – $5M           | 5e6
money   | 20B                  | 20e9
money   | 150M raised          | 150e6
money   | 27.2 (estimated)     | 27.2
money   | free                 | 0
percent | 45%               | 45
percent | ~45 %             | 45
percent | 40–50%            | 40 50
percent | 12,5 pct          | 12.5
percent | 3 percent         | 3
percent | 150 bps           | 1.5
percent | +12% YoY          | 12
percent | -3%               | -3
percent | 10%-20%           | 10 20
percent | 21% (down 10pp)   | 21
percent | -65,000 (-24%)    | -24
percent | -12%E             | -12
percent | ~45               | 45
percent | flat              | 0
"""

DATES = """
2026               | 2026-01-01..2026-12-31
Q1 2026            | 2026-01-01..2026-03-31
2026-Q4            | 2026-10-01..2026-12-31
Q2 '25             | 2025-04-01..2025-06-30
Q1–Q3 2025         | 2025-01-01..2025-03-31 2025-07-01..2025-09-30
H2 2025E           | 2025-07-01..2025-12-31
FY25               | 2024-01-01..2026-12-31
FY 2022/23         | 2021-01-01..2024-12-31
1QFY22             | 2021-01-01..2023-12-31
2026-W07           | 2026-02-09..2026-02-15
2026-02            | 2026-02-01..2026-02-28
02/2026            | 2026-02-01..2026-02-28
Feb 2024           | 2024-02-01..2024-02-29
Sept. 2025         | 2025-09-01..2025-09-30
Jan 2026E          | 2026-01-01..2026-01-31
mars 2026          | 2026-03-01..2026-03-31
9 Feb 2026         | 2026-02-09
9. Februar 2026    | 2026-02-09
9 de febrero de 2026      | 2026-02-09
Feb. 9th, 2026            | 2026-02-09
Monday, 9 February 2026   | 2026-02-09
2026-02-09                | 2026-02-09
[[2026-02-09]]            | 2026-02-09
2026/02/09                | 2026-02-09
2026-02-09 14:30          | 2026-02-09
20260209                  | 2026-02-09
09.02.2026                | 2026-02-09
9/2/2026                  | 2026-02-09..2026-09-02
13/2/2026                 | 2026-02-13
Feb 9–11, 2026            | 2026-02-09 2026-02-11
24–31 Oct 2011            | 2011-10-24 2011-10-31
Jan–Mar 2026              | 2026-01-01..2026-01-31 2026-03-01..2026-03-31
Dec-Feb 2026              | 2025-12-01..2025-12-31 2026-02-01..2026-02-28
2024–25                   | 2024-01-01..2024-12-31 2025-01-01..2025-12-31
1999–02                   | 1999-01-01..1999-12-31 2002-01-01..2002-12-31
2008-09                   | 2008-01-01..2009-12-31
2020–present              | 2020-01-01..2020-12-31 ever
early 2026                | 2026-01-01..2026-12-31
c. 1850                   | 1850-01-01..1850-12-31
Mid-September 2010        | 2010-09-01..2010-09-30
spring 2026               | 2026-01-01..2026-12-31
1990s                     | 1990-01-01..1999-12-31
mid-80s                   | 1980-01-01..1989-12-31
20th century              | 1900-01-01..2000-12-31
AD 79                     | 0079-01-01..0079-12-31
Feb 9                     | ever
Late Aug                  | ever
Present                   | ever
2025-12-XX                | 2025-12-01..2025-12-31
Peak (Feb 2021)           | 2021-02-01..2021-02-28
signed Jan 2026           | 2026-01-01..2026-01-31
paid $2025M in 2024       | 2024-01-01..2024-12-31
"""


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
