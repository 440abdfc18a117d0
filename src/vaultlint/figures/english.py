"""The words by which English text tells quantities: tables only, in the form that packs add to."""

NUMBERS = """
two 2, three 3, four 4, five 5, six 6, seven 7, eight 8, nine 9, ten 10, eleven 11, twelve 12, thirteen 13,
fourteen 14, fifteen 15, sixteen 16, seventeen 17, eighteen 18, nineteen 19, twenty 20, thirty 30, forty 40,
fifty 50, sixty 60, seventy 70, eighty 80, ninety 90, twenty-one 21, twenty-two 22, twenty-three 23,
twenty-four 24, twenty-five 25, twenty-six 26, twenty-seven 27, twenty-eight 28, twenty-nine 29,
thirty-five 35,
forty-five 45
"""

FRACTIONS = """
half 50, one-half 50, a third 33.333, one third 33.333, one-third 33.333, two thirds 66.667, two-thirds
66.667,
a quarter 25, one quarter 25, one-quarter 25, three quarters 75, three-quarters 75, a fifth 20, one
fifth 20,
one-fifth 20, two fifths 40, two-fifths 40, three fifths 60, three-fifths 60, four fifths 80,
four-fifths 80,
a sixth 16.667, one-sixth 16.667, an eighth 12.5, one-eighth 12.5, a tenth 10, one-tenth 10, nine tenths 90,
one in three 33.333, one in four 25, one in five 20, one in ten 10
"""

MAGNITUDES = """
K 1e3, k 1e3, thousand 1e3, M 1e6, MM 1e6, mn 1e6, mln 1e6, mio 1e6, million 1e6, millions 1e6, mil 1e6,
B 1e9, bn 1e9, Bn 1e9, BN 1e9, bln 1e9, billion 1e9, billions 1e9, T 1e12, tn 1e12, trn 1e12, Tn 1e12,
trillion 1e12, trillions 1e12, quadrillion 1e15, lakh 1e5, lakhs 1e5, crore 1e7, crores 1e7, cr 1e7, Cr 1e7,
hundred 1e2, dozen 12
"""

MONEY_MAGNITUDES = "m 1e6, b 1e9, t 1e12"
"""Letters that tell a magnitude beside a currency only: alone they are metres and tonnes."""

PERIODS = """
year: year y yr annum annually a p.a yearly
month: month mo monthly
quarter: quarter quarterly
week: week weekly
day: day d daily
hour: hour h hr
second: s second sec
"""

LEAST = """
over, more than, above, at least, exceeding, exceeds, exceeded, upwards of, north of, no less than, no fewer
than, minimum, passed, surpassed, topped, topping, beyond, better than, a minimum of, min
"""
MOST = """
up to, under, below, at most, less than, fewer than, no more than, not more than, capped at, maximum, as
much
as, as many as, a maximum of, max, within, not exceed
"""
ROUGH = """
about, around, roughly, some, nearly, almost, approximately, approx, circa, ca, c, close to, near, an
estimated, estimated, est, just over, just under, well over, slightly over, slightly under, perhaps,
order of,
only
"""

FILLERS = """
far hand handed handing given giving gives done reaching reached counting totalling altogether roughly
thereof apiece
one two three four five six seven eight nine ten eleven twelve twenty thirty dozen half third quarter
hundred first-ever
january february march april june july august september october november december jan feb mar apr jun
jul aug sep sept oct nov dec fy
total overall number amount sum figure size value level count quantity about only just current currently
present
latest today now company group firm organisation organization business entity its their his her our own
alone
data metric detail item note annual annually yearly per a an the of in on at by for to from with and or
as is are
was were be been being has have had will would may might can could it they he she this that these those
which who
than then also so both no more all any each every some most other one what when while where whose there
here last next yoy qoq year years month months day days quarter end start mid early late during since
until before after
between among within across into over under up down out off through against around roughly approximately
nearly
almost close age aged estimated reported stated official officially whole entire full some such same
still yet
already even very much many well
"""

LINKS = """
is are was were be been being has have had stands stood stand amounts amounted amount comes came come
totals totalled totaled
reaches reached reach hits hit put puts set sets number numbers numbered numbering counts counted
exceeds exceeded
went go goes gone gets got get gives gave give equals equal means meant contributed contributes
contribute making up
accounts accounted account pays paid pay represents represented covers covered cover runs ran run has
took takes take
met meet meets meeting therefore thus hence roughly worth believed thought source sources seen usually
quoted put said says according widely usually generally mainly mostly largely
"""
"""Words that stand between what is measured and its figure and say nothing of it."""

RISES = """
rise rose risen rises rising increase increased increases increasing grew grow grown grows growing
climbed climb climbs
climbing jumped jump jumps surged surge surging gained gain gains gaining soared soar swelled expanded
expand expands
expansion up raised raise raises lifted boosted ballooned advanced advance improved improve widened
"""
FALLS = """
fell fall falls fallen falling dropped drop drops dropping declined decline declines declining decreased
decrease
decreases cut cuts cutting reduced reduce reduces reduction slid slide slipped slip shrank shrink shrunk
shrinking plunged
plunge tumbled tumble sank sink lowered lower down contraction slumped slump crashed crash
collapsed collapse
lost loss trimmed slashed narrowed eased retreated fewer
"""
MOVES = """
doubled tripled halved quadrupled moved move moving went changed shifted revised recovered rebounded
upgraded downgraded
"""
"""Words for a change without a direction."""

MONTHS = """
january 1, jan 1, february 2, feb 2, march 3, mar 3, april 4, apr 4, may 5, june 6, jun 6, july 7, jul
7, august 8,
aug 8, september 9, sept 9, sep 9, october 10, oct 10, november 11, nov 11, december 12, dec 12
"""

NUMBERED = """
article articles section sections chapter annex clause no nos page p pp rev v version vol volume figure
fig table phase stage
module series fund type class grade model part act bill order title line room suite form iso iec ieee en
level tier unit
number nr § gen generation wave round case file report item step day week question appendix schedule
rule paragraph para
point lot block area route highway interstate flight boeing airbus falcon windows ios android gpt claude
llama gemini python
node core ultra top fortune ftse russell nikkei dax cac euronext stoxx s&p
"""
"""Words before a number that is a name: `Article 9`, `Phase 2`."""

EVENTS = """
founding start incorporation listing signing force ratification expiry opening completion closing
discovery birth acquisition
"""
"""The measures that are dates."""

RELATIONS = """
stake quota grant loan equity funding voting
"""
"""Measures that two things share: each of their notes may tell them."""

TOTALS = """
whole, entire, together, both, group, total, sum, all, overall, combined, altogether, grand total,
 sum total, in all, aggregate, all told, totals
"""
REMAINDERS = """
other, others, rest, the rest, remainder, remaining, balance, rest of world, rest of the world, all
other, all others, unallocated
"""
PARTS = "of which, incl, including, thereof, subtotal, sub-total, net, gross, less, memo, o/w"
"""Words by which a row is a part of another one, or no part of a sum."""

PROFILE = """
portrait sheet profile overview snapshot quick stats key facts fact at a glance data facts figures terms
summary basics
details info information
general background about key metrics statistics numbers stats key figures why matters at-a-glance scale
corporate company facts status parameters specifications
"""
"""Words of headings under which a note tells of what the whole note tells of."""

GENERIC_HEADERS = """
entry element parameter reading feature property subject topic particulars point datum line indicator
characteristic
metric detail details content contents value values figure figures data amount amounts
note notes info information item
items stat stats key fact facts
description field attribute number numbers result quantity measure parameter spec specification specs
term comment comments
status current latest
"""

SELVES = """
it he she they its his her their the this company group firm agency fund bank body organisation
organization project
treaty agreement accord pact deal facility mine plant site programme program country state city region
party law act
institute institution university hospital airline port airport railway line network club league society
charity
foundation office ministry department bureau regulator board council authority business operator
developer producer
manufacturer maker startup start-up house chain brand store school college museum library park farm
field reserve
"""
"""Words by which a sentence names what the whole note tells of."""

NOT_COUNTED = """
including, includes, include, such as, among, for example, notably, like, of the, out of, more, other,
another, first,
last, next, top, key, main, some
"""
"""Words by which a count promises no list of all."""

AFTER_NOUNS = """
is are was were have has had will would can could may and or but in of for to by at on with from that
who which so since
across
"""
"""Words that end the noun that a number counts."""

NO_SUMS = """
average avg mean median price rate growth change margin rank year yield per ratio return yoy cagr age
density unit index
score multiple weight vs range low high min max
"""
"""Words of headers whose columns have no sum."""

PARTIAL = """
selected key top major notable recent main largest example examples leading biggest highlights sample
known recently
"""
"""Words above tables that hold only some of what there is."""

HISTORY = "date year round series period when announced quarter month"
"""Words of headers whose rows are events, of which a note rarely lists all."""

SHARES = """
share shares quota quotas stake stakes weight allocation mix split breakdown ownership holding interest
percentage
portion composition
"""
STAKES = "stake stakes holding ownership interest"
"""Shares that are parts of one whole only where the rows are holders."""

HOLDERS = """
holder holders shareholder shareholders owner owners investor investors partner partners party member
members register cap table
"""
RATES = "change growth chg yoy"
"""Words of a header over what two columns before it come to."""
AGREEMENTS = """
agreement agreements accord accords treaty pact protocol compact convention memorandum contract charter deal
covenant concordat act
"""
"""Words in the names of what is signed."""
