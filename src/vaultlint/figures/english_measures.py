"""What English text measures, in which role and unit: tables only, in the form that packs add to."""

CURRENCIES = """
USD: $ US$ USD dollar dollars
EUR: € EUR euro euros
GBP: £ GBP pounds
JPY: JPY JP¥ yen
CNY: CNY RMB CN¥ yuan renminbi
¥: ¥ ￥
AUD: A$ AU$ AUD
CAD: C$ CA$ CAD
NZD: NZ$ NZD
HKD: HK$ HKD
SGD: S$ SGD
TWD: NT$ TWD NTD
BRL: R$ BRL reais
MXN: MX$ MXN
NAD: N$ NAD
INR: ₹ INR Rs rupees
KRW: ₩ KRW won
RUB: ₽ RUB roubles rubles
TRY: ₺ TRY
ILS: ₪ NIS ILS shekels
PHP: ₱ PHP
VND: ₫ VND
THB: ฿ THB baht
KZT: ₸ KZT tenge
UAH: ₴ UAH
NGN: ₦ NGN naira
GHS: ₵ GHS
CHF: CHF francs
SEK: SEK
NOK: NOK
DKK: DKK
ISK: ISK
PLN: PLN zł
CZK: CZK
HUF: HUF
RON: RON
ZAR: ZAR rand
KES: KES
EGP: EGP
MAD: MAD
AED: AED dirhams
SAR: SAR
QAR: QAR
KWD: KWD
IDR: IDR rupiah
MYR: MYR RM ringgit
PKR: PKR
BDT: BDT taka
LKR: LKR
CLP: CLP
COP: COP
PEN: PEN
ARS: ARS
BTC: BTC
ETH: ETH
"""

UNITS = """
%: % 1, percent 1, per cent 1, pct 1
pp: pp 1, ppt 1, ppts 1, pps 1, percentage points 1, percentage point 1, bps 0.01, bp 0.01, basis points
 0.01,
 basis point 0.01
mass: t 1, tonne 1, tonnes 1, ton 1, tons 1, MT 1, kt 1e3, ktonnes 1e3, Mt 1e6, mt 1e6, Gt 1e9, kg 1e-3,
 g 1e-6,
 mg 1e-9, milligrams 1e-9, grams 1e-6, lb 4.5359237e-4, lbs 4.5359237e-4, Mlb 453.59237, Mlbs 453.59237,
 oz 3.1103477e-5, ounces
 3.1103477e-5,
 koz 3.1103477e-2, Moz 31.103477, tU 1, ktU 1e3, kilograms 1e-3, kilogrammes 1e-3
mtu: mtu 1
power: W 1, kW 1e3, MW 1e6, GW 1e9, TW 1e12, megawatts 1e6, gigawatts 1e9, hp 745.7, MWe 1e6, GWe 1e9
peak power: kWp 1e3, MWp 1e6, GWp 1e9
thermal power: MWt 1e6, MWth 1e6
energy: Wh 1, kWh 1e3, MWh 1e6, GWh 1e9, TWh 1e12, PWh 1e15
heat: kJ 1e3, MJ 1e6, GJ 1e9, TJ 1e12, PJ 1e15, EJ 1e18
fuel: MMBtu 1, mmbtu 1
current: kA 1e3, mA 1e-3
voltage: kV 1e3, mV 1e-3
length: m 1, metre 1, metres 1, meters 1, km 1e3, kilometre 1e3, kilometres 1e3, kilometers 1e3, cm 1e-2,
 mm 1e-3, nm 1e-9, µm 1e-6, μm 1e-6, mi 1609.344, mile 1609.344, miles 1609.344, ft 0.3048, feet 0.3048
nautical: nautical 1852
area: m² 1, m2 1, sqm 1, km² 1e6, km2 1e6, ha 1e4, hectares 1e4, acres 4046.8564224, acre 4046.8564224,
 sqkm 1e6, sqft 0.09290304
volume: m³ 1, m3 1, L 1e-3, litre 1e-3, litres 1e-3, liters 1e-3, mL 1e-6, ML 1e3, GL 1e6, hl 0.1,
 l 1e-3, ml 1e-6, km³ 1e9, km3 1e9, hm³ 1e6, bcm 1e9,
 tcm 1e12, mcm 1e6
oil: barrel 1, barrels 1, bbl 1, boe 1, kboe 1e3, mb 1e6, kb 1e3, mmbbl 1e6
oil rate: bpd 1, kbpd 1e3, mbpd 1e6
gas: bcf 1e9, tcf 1e12, mmcf 1e6
concentration: ppm 1, ppb 1e-3
bandwidth: bit/s 1, kbps 1e3, Mbps 1e6, Gbps 1e9, Tbps 1e12
data: kB 1e3, MB 1e6, GB 1e9, TB 1e12, PB 1e15, EB 1e18
frequency: Hz 1, kHz 1e3, MHz 1e6, GHz 1e9
compute: FLOPS 1, GFLOPS 1e9, TFLOPS 1e12, PFLOPS 1e15, EFLOPS 1e18
pressure: Pa 1, kPa 1e3, MPa 1e6, bar 1e5, psi 6894.757
second: s 1, sec 1, secs 1, second 1, seconds 1, ms 1e-3, minute 60, minutes 60, min 60, mins 60, hour 3600,
 hours 3600, hr 3600, hrs 3600
day: day 1, days 1, week 7, weeks 7, wk 7, wks 7
month: month 1, months 1, mo 1, mos 1, quarter 3, quarters 3, year 12, years 12, yr 12, yrs 12, decade 120,
 decades 120
containers: TEU 1, kTEU 1e3
temperature: °C 1, °F 1
tonnage: dwt 1, kdwt 1e3
multiple: x 1, × 1, times 1
"""

ROLES = """
target: target, targets, targeted, targeting, goal, goals, aim, aims, aiming, ambition, objective,
 seeks, seeking, wants,
 pledge, pledged, aspires, hopes
forecast: opportunity, guidance, guided, forecast, forecasts, projected, projection, projections,
 expected, expects, outlook, might, may reach, may rise, may get, may be, may have, may grow, may cost,
 consensus, sees, planned, plans, would, proposed, potential, could, predicted, predicts, scheduled,
 anticipated,
 assumed, estimate, e, projecting, due, will
limit: cap, caps, capped, ceiling, floor, quota, limit, limits, authorised, authorized, allowed,
 permitted, mandate, maximum,
 minimum, threshold, max, min, cut-off, eligible
rumour: rumour, rumoured, rumor, rumored, reportedly, draft, drafts, leaked, claims, claimed, alleged,
 alleges,
 speculation, analyst, analysts, denies, disputed, insists
past: previous, previously, former, formerly, peak, peaked, earlier, initial, initially, original,
 originally, once, prior, replaced, before the,
 old, pre-war, pre-pandemic, historic, historical, all-time, past, ath, against, vs, versus
average: average, averages, averaged, averaging, avg, mean, median, typical, typically
cumulative: cumulative, cumulatively, lifetime, since, aggregate, ever, to date
net: net
gross: gross
adjusted: adjusted, adj, non-gaap, underlying, diluted, normalised, normalized, core
statutory: gaap, statutory
nominal: nominal
ppp: ppp
real: real, constant
subset: of which, including, excluding, ex, top, second, third, phase, tranche, module, own, direct, partly,
 another, further, additional, extra, largest, biggest, smallest, remaining, rest, other, others, part,
 some of
scenario: bull, bear, base case, upside, downside, worst, best, case, if, scenario, stress
change: loss, losses, lost, wiped, erased, shed, evaporation, evaporated, growth,
 increase, increased, increases, rise, rises, rose, fall, fell, falls, drop, dropped,
 change, decline,
 declined, decrease, gain, gained, grew, growing, yoy, qoq, cagr, up, down, lost, jump, jumped, surged, ytd,
 faster, slower, higher, lower, cheaper, discount, premium, surge, cut, add, adds, added, extra
daily: daily, per day, a day
monthly: monthly, per month, a month, mrr
quarterly: quarterly, per quarter, a quarter, q1, q2, q3, q4, first-quarter, second-quarter,
 third-quarter, fourth-quarter
half: h1, h2, half-year
value basis: by value, by revenue
volume basis: by volume, by tonnage, by weight, by units, by number
contained: contained
"""

MEASURES = """
invested: invested, invests
capital cost: capex, capital spending, capital outlay, capital cost, capital costs, capital expenditure,
 construction cost, construction
 costs, investment,
 investments, project cost, build cost, development cost
cost: cost, costs, costing, price tag, bill, expense, expenses
budget: budget, budgets, budgeted, envelope, pot, pool
workforce: people work, work there, staff, staffing, headcount, employees, employee, workforce, employs,
 employed, employing,
 personnel, workers,
 worker, payroll, jobs, job, staffers
founding: founded, founding, chartered, royal charter, charter, created, creation, established, establishment,
 est, set up, dates from, dates back
start: spun out, spun off, formed, formation, started, inception, launched, launch, began, begun, start
incorporation: incorporated, incorporation
listing: listed, listing, ipo, floated, flotation
signing: signed, signing, concluded, signature, signatures
force: in force, entry into force, effective, into force, applied from, applies from, took effect,
 takes effect, take effect, enters into force
ratification: ratified, ratification
expiry: expires, expiry, expire, expired, expiration, valid until, ends, runs until, terminates, runs
 out, lapses, last day, due to end, due to expire
opening: opened, came on stream, on stream, inaugurated, opening, opens, inaugurated, inauguration,
 entered service, operational, commissioned,
 commissioning,
 operation, operations, on line, online, commercial start, commercial operation, commercial operations,
 start of operations, start-up, started up, energised, went live, in service
completion: completed, completion, finished, built, complete, finalised
closing: closed, closing, closure, shut, shutdown, retired
acquisition: acquired, acquisition, acquires, takeover, bought, buys, purchase, purchased, purchasing,
 takes over
discovery: discovered, discovery
birth: born, birth, birthday
term: term, duration, runs for, run for, valid for, signed for, lasts, lasting, tenor, length of
 contract, validity
stake: stake, stakes, holds, holding, holdings, held, owns, owned, owner, ownership, shareholding,
 equity stake, equity share,
 interest, equity interest, shareholder, shareholders, take between, take up to, take at least, take a
voting: voting, votes, voting rights
share: share, shares of, proportion of, percentage, percent, portion, fraction, proportion
shares outstanding: shares outstanding, outstanding shares, shares in issue, share count
market share: market share, share of market
revenue: revenue, revenues, turnover, net sales, sales revenue, top line, topline, takings
sales: sales, sold, sells, selling
profit: net income, net profit, profit, profits, earnings, net earnings, bottom line
operating profit: operating income, operating profit, ebit
ebitda: ebitda
margin: margin, margins
market cap: market cap, market capitalisation, market capitalization, market value, mcap,
 capitalisation, capitalization
valuation: valuation, valued, valued at, values, post-money
net worth: net worth, fortune, wealth
assets managed: aum, assets under management, manages, managed assets, manage, managing, assets managed
assets: assets, asset
debt: debt, debts, borrowings, borrowing, indebtedness, owes, liabilities
cash: cash, cash pile, cash position, cash balance
funding: raised, raises, raising, raise, funding, fundraise, fundraising, financing, funded
grant: grant, grants, granted, subsidy, subsidies, subsidised
quota: quota, quotas
equity: equity
loan: loan, loans, lent, lends, lending, credit, lend
dividend: dividend, dividends, payout
output: output, production, produced, produces, producing, produce, makes, made, yield of plant, mined,
 mines, mine output,
 dug, digs, dig, generated, generates, generation, extracted, extracts, extraction, manufactured
capacity: capacity, nameplate, nameplate capacity, installed capacity, rated, rating, rated capacity,
 rated power, installed,
 capability, design output, design capacity
consumption: consumption, consumed, consumes, consume, usage, uses, used, use, draws, drawn, burns,
 burned, burnt
demand: demand, demanded, needs, need, requirements, requirement, required
supply: supply, supplies, supplied, supplier, suppliers, delivers, delivered, deliveries, delivery,
 provides, provided
exports: exports, export, exported, exporting, shipped abroad, exporter
imports: imports, import, imported, importing, importer
reserves: reserves, reserve, reserved, reservation, reserving
resources: resource, resources
stockpile: stockpile, stockpiles, stocks, stock held, inventory, inventories, stored
population: population, million people, inhabitants, inhabitant, residents, resident, people live, populated
area: area, territory, covers an area, surface, land area, extends over, spans
length: length, long, route, runs for km, stretches, stretch
height: height, tall, high, heights, high-rise, altitude, elevation
depth: depth, deep
distance: distance
speed: speed, fast
range of flight: range
weight: weight, lift-off mass, mass, weighs, weighing, heavy, displacement
members: members, member, membership, member states, member countries, member state, parties, party,
 signatories, signatory
countries: countries, country, nations, nation, markets served
customers: customers, customer, clients, client, subscribers, subscriber, users, user, accounts, subs
students: undergraduates, students, student, enrolment, enrollment, enrolled, pupils, pupil
patients: patients, patient, in-patients, inpatients
beds: beds, bed
visitors: visitors, visitor, visits, attendance, arrivals
passengers: passengers, passenger, ridership, riders, travellers, travelers, traveller, flyers, journeys,
 journey
ships: ships, ship, vessels, vessel
planes: aircraft, planes, plane, jets, airliners
vehicles: vehicles, vehicle, cars, car
stores: stores, store, shops, shop, outlets, outlet, branches, branch, locations, location
offices: offices, office, sites, site, facilities, facility, plants, plant, factories, factory, fabs, fab
rank: rank, ranking, ranked, ranks
ceiling: cap, caps, capped, ceiling, capping
floor: floor, floors
lifetime: mine life, life of mine, lifespan, lifetime, service life, life
price: price, prices, priced, pricing, fee, tariff, quote
royalty: royalty, royalties
tax: tax, taxes, taxation
levy: levy, levies
interest rate: interest rate, coupon, interest rates, policy rate
inflation: inflation, cpi, consumer prices, consumer price inflation
unemployment: unemployment, jobless, unemployed
growth: growth, grew, grow, grows
efficiency: efficiency, efficient
recovery: recovery, recovered, recovers, recoveries
grade: grade, grades, graded
emission: emissions, emission, emits, emitted, emit, co2 output
share count of world: world, worldwide, global, globally, of the world, international
benchmark: benchmark, benchmarks
element: elements, element, metals, metal
right: right, rights, option, options
reach: dependence, dependent, dependency, reliance, reliant, depends, relies
seats: seats, seat
casualty: killed, deaths, dead, casualties, fatalities, died
fine: fine, fined, penalty, penalties, settlement, settled
bond: bond, bonds, notes
backlog: backlog, order book, orders on hand, orders
cut: cut, cuts
turbine: turbines, turbine
wells: wells, well
homes: homes, households, household, home
"""
